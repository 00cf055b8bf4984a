package tlsready.bundle;

import java.util.List;
import java.util.stream.Collectors;

import tlsready.registry.RegistryKey;

/**
 * Writes {@code Fix.cmd}: saves what is there, writes the values, reads every one back.
 *
 * <p>What was there is saved exactly, whatever its type: {@code reg copy} carries a key's values to a work key,
 * everything that is not ours is deleted from the copy, and {@code reg export} writes it to a file. A list beside it
 * says of each value and key whether it was there at all, with what reg query printed. The folder with both gets its name only when it is complete.
 */
final class FixScript {
    private static final String HEAD =
            """
            rem Saves what is in the registry, writes the values listed in settings.csv, reads every value back.
            rem Exit codes: 0 every value is right
            rem             2 the state before could not be saved, nothing was changed
            rem             3 a value did not read back as it should
            rem             4 made for another Windows, nothing was changed
            rem             5 not run as an administrator, nothing was changed
            rem "Fix.cmd /quiet" does not wait for a key at the end.
            """;

    private static final String START =
            """
            if exist "%before%\\list.txt" goto kept
            call :save
            if not errorlevel 1 goto saved
            %reg% delete "%work%" /f >nul 2>&1
            call :save
            if errorlevel 1 goto unsaved
            :saved
            echo What was there before is saved in "%before%"
            goto write
            :kept
            set "list=%before%\\list.txt"
            call :known bundle
            if not "%was%"=="%bundle%" call :known bundle
            if not "%was%"=="%bundle%" goto foreign
            echo What was there before the first run is saved already, and stays so: "%before%"
            :write
            echo.
            set "right=0"
            set "changed=0"
            set "failed=0"
            """;

    private static final String FINISH =
            """
            echo.
            echo Already right: %right%. Set: %changed%. Failed: %failed%.
            if not "%failed%"=="0" goto wrong
            set "code=0"
            """;

    private static final String FAILURES =
            """
            :wrong
            echo At least one value did not read back as it should: see FAILED above.
            echo A policy or a security program may write to the same place. Undo.cmd puts everything back.
            set "code=3"
            goto end
            :rights
            echo NOTHING WAS CHANGED: this needs an administrator.
            echo Right-click Fix.cmd and choose "Run as administrator".
            set "code=5"
            goto end
            :packed
            echo NOTHING WAS CHANGED: Undo.cmd is not beside this file.
            echo Extract the whole zip file to a folder first, then run Fix.cmd from there.
            set "code=2"
            goto end
            :foreign
            echo NOTHING WAS CHANGED: "%before%"
            echo holds what another bundle saved. Extract this bundle to a folder of its own.
            set "code=2"
            goto end
            :unsaved
            if exist "%before%.new\\" rd /s /q "%before%.new"
            rd "%here%before" >nul 2>&1
            echo NOTHING WAS CHANGED: what is there now could not be saved in "%here%before"
            echo Is the folder writable, and is there room on the disk?
            set "code=2"
            goto end
            """;

    /** Saves all or nothing; errorlevel 1 if it could not. */
    private static final String SAVE =
            """
            :save
            set "new=%before%.new"
            if exist "%new%\\" rd /s /q "%new%"
            md "%new%" >nul 2>&1
            if not exist "%new%\\" exit /b 1
            set "list=%new%\\list.txt"
            >"%list%" echo bundle %bundle%
            if not exist "%list%" exit /b 1
            set "state=%new%"
            set "bad="
            set "kept="
            set "lean="
            """;

    private static final String SAVED =
            """
            if not defined kept goto pack
            %reg% export "%work%" "%new%\\exact.reg" /y >nul 2>&1
            if errorlevel 1 set "bad=1"
            if not exist "%new%\\exact.reg" set "bad=1"
            %reg% delete "%work%" /f >nul 2>&1
            :pack
            if defined bad exit /b 1
            ren "%new%" "%computer%"
            if not exist "%before%\\list.txt" exit /b 1
            exit /b 0
            """;

    /**
     * Notes whether a key is there; {@code gone} says it is not. A key is absent if the whole listing of the key above
     * it does not name it, or if that one is absent too: until that is known it {@code lean}s on it. A key that is there
     * but cannot be read is bad.
     */
    private static final String KEY =
            """
            :key
            set "gone="
            %reg% query "%~2" >nul 2>&1
            if errorlevel 1 goto nokey
            if defined lean set "bad=1"
            set "lean="
            set "there%~1=1"
            >>"%list%" echo key%~1 there %~2
            exit /b 0
            :nokey
            set "gone=1"
            set "lean=1"
            set "file=%new%\\listing.txt"
            call :list "%~3"
            if defined whole set "lean="
            for /f "usebackq delims=" %%L in ("%file%") do if /i "%%L"=="%~2" set "bad=1"
            del /q "%file%" >nul 2>&1
            >>"%list%" echo key%~1 absent %~2
            exit /b 0
            :backup
            if not defined there%~1 exit /b 0
            %reg% export "%~2" "%new%\\key%~1.reg" /y >nul 2>&1
            if errorlevel 1 set "bad=1"
            exit /b 0
            """;

    /**
     * Notes whether a value is there, and keeps type and data as reg query prints them. Undo.cmd will delete what is
     * noted as absent, so absence is proved, not taken from a read that gave nothing.
     */
    private static final String VALUE =
            """
            :value
            set "file=%new%\\value%~1.txt"
            call :read "%~3" "%~4"
            if defined line goto filled
            if defined there%~2 call :none "%~3" "%~4"
            if defined there%~2 if not defined none set "bad=1"
            del /q "%file%" >nul 2>&1
            >>"%list%" echo value%~1 absent %~3 %~4
            exit /b 0
            :filled
            set "kept=1"
            set "keep%~2=1"
            >>"%list%" echo value%~1 there %~3 %~4
            type "%file%" >>"%list%"
            exit /b 0
            """;

    /** Carries our values of a key to the work key, and nothing else. */
    private static final String COPY =
            """
            :copy
            if not defined keep%~1 exit /b 0
            %reg% copy "%~2" "%work%\\%~1" /f >nul 2>&1
            if errorlevel 1 set "bad=1"
            %reg% delete "%work%\\%~1" /ve /f >nul 2>&1
            set "copied=%work%\\%~1"
            set "ours=%~3"
            for /f "tokens=1" %%A in ('%reg% query "%work%\\%~1" 2^>nul') do call :prune "%~1" "%%A"
            set "file=%new%\\listing.txt"
            call :list "%work%\\%~1"
            if not defined whole set "bad=1"
            for /f "usebackq tokens=1" %%A in ("%file%") do call :alien "%%A"
            del /q "%file%" >nul 2>&1
            exit /b 0
            :prune
            call :isours "%~2"
            if not defined alien exit /b 0
            %reg% delete "%work%\\%~1" /v "%~2" /f >nul 2>&1
            exit /b 0
            :alien
            call :isours "%~1"
            if not defined alien exit /b 0
            if not defined told echo A value in the way has a name that this script cannot set apart: "%~1 ..."
            set "told=1"
            set "bad=1"
            exit /b 0
            :isours
            set "alien=1"
            if /i "%~1"=="%copied%" set "alien="
            if "%~1"=="end-of-list" set "alien="
            for %%N in (%ours%) do if /i "%~1"=="%%N" set "alien="
            exit /b 0
            """;

    /** For a value of the 32-bit view, which 32-bit Windows does not have. */
    private static final String WOW =
            """
            :wow
            if "%bits%"=="64" goto set
            echo   not here       %~1  %~2: this is a 32-bit Windows
            exit /b 0
            """;

    private static final String SET =
            """
            :set
            call :compare "%~1" "%~2" "%~3"
            if defined same goto already
            call :put "%~1" "%~2" "%~3"
            if not defined same call :put "%~1" "%~2" "%~3"
            if defined same goto done
            echo   FAILED         %~1  %~2 should be %~3
            set /a failed+=1
            exit /b 0
            :already
            echo   already right  %~1  %~2 = %~3
            set /a right+=1
            exit /b 0
            :done
            echo   set            %~1  %~2 = %~3
            set /a changed+=1
            exit /b 0
            :put
            %reg% add "%~1" /v "%~2" /t REG_DWORD /d %~3 /f >nul 2>&1
            call :compare "%~1" "%~2" "%~3"
            exit /b 0
            :compare
            set "same="
            for /f "tokens=1-3" %%A in ('%reg% query "%~1" /v "%~2" 2^>nul') do if /i "%%A %%B %%C"=="%~2 REG_DWORD %~3" set "same=1"
            exit /b 0
            """;

    private FixScript() {}

    /**
     * The script's bytes.
     *
     * @param effects when the changes are seen, a sentence each
     */
    static byte[] write(Worksheet sheet, String knowledge, List<String> effects) {
        var script = new CmdScript();
        Preamble.write(script, "Fix.cmd", knowledge, HEAD, sheet);
        script.echo("TLS Ready: switches on TLS 1.2 (bundle " + sheet.id() + ")");
        script.echo("");
        if (sheet.thirtyTwoBit()) {
            script.line("if \"%bits%\"==\"64\" goto other");
        }
        script.line("if not exist \"%here%Undo.cmd\" goto packed");
        script.lines(Preamble.RIGHTS).line("set \"told=\"").lines(START);
        for (Worksheet.Value value : sheet.values()) {
            script.call(
                    value.isForWow() ? "wow" : "set",
                    value.at(),
                    value.name(),
                    value.line().data());
        }
        script.lines(FINISH);
        script.echo("These changes act:");
        effects.forEach(effect -> script.echo("- " + effect));
        script.line("goto end").lines(FAILURES);
        if (sheet.thirtyTwoBit()) {
            other(script);
        }
        Preamble.end(script);
        save(script, sheet);
        script.lines(KEY).lines(VALUE).lines(COPY);
        if (sheet.values().stream().anyMatch(Worksheet.Value::isForWow)) {
            script.lines(WOW);
        }
        script.lines(SET);
        Preamble.subroutines(script);
        return script.bytes();
    }

    private static void other(CmdScript script) {
        script.line(":other");
        script.echo("NOTHING WAS CHANGED: this bundle was made for 32-bit Windows, and this one is 64-bit.");
        script.echo("Make a bundle for 64-bit Windows: only that one reaches all programs.");
        script.line("set \"code=4\"").line("goto end");
    }

    private static void save(CmdScript script, Worksheet sheet) {
        script.lines(SAVE);
        sheet.keys().forEach(key -> script.line("set \"there" + key.number() + "=\""));
        sheet.valueKeys().forEach(key -> script.line("set \"keep" + key.number() + "=\""));
        for (Worksheet.Key key : sheet.keys()) {
            RegistryKey parent = key.key().parent().orElseThrow();
            String call = CmdScript.calling("key", key.number(), key.key(), parent);
            if (key.holdsValues()) {
                script.line("if defined lean set \"bad=1\"");
            }
            script.line(key.holdsValues() ? call : "if defined gone " + call);
        }
        script.line("if defined lean set \"bad=1\"");
        for (Worksheet.Key key : sheet.valueKeys()) {
            script.call("backup", key.number(), key.key());
            for (Worksheet.Value value : sheet.in(key)) {
                script.call("value", value.number(), key.number(), value.at(), value.name());
            }
            String names = sheet.in(key).stream().map(Worksheet.Value::name).collect(Collectors.joining(" "));
            script.call("copy", key.number(), key.key(), names);
        }
        Preamble.checkList(script, sheet);
        Preamble.checkCopies(script, sheet);
        script.lines(SAVED);
    }
}
