package tlsready.bundle;

import java.util.ArrayList;
import java.util.Collections;

/**
 * Writes {@code Undo.cmd}: puts back what {@code Fix.cmd} saved, value for value, deletes what was not there, removes
 * the keys that the fix created if nothing is in them, and reads everything back. It looks at the whole saved state
 * before it changes anything.
 */
final class UndoScript {
    private static final String HEAD =
            """
            rem Puts back what Fix.cmd saved in the folder "before", and reads every value back.
            rem Exit codes: 0 everything is as it was
            rem             2 nothing is saved here, or it is damaged; nothing was changed
            rem             3 something could not be put back
            rem             5 not run as an administrator, nothing was changed
            rem "Undo.cmd /quiet" does not wait for a key at the end.
            """;

    private static final String START =
            """
            set "state=%before%"
            set "list=%before%\\list.txt"
            if not exist "%list%" goto nothing
            call :known bundle
            if not "%was%"=="%bundle%" call :known bundle
            if not "%was%"=="%bundle%" goto foreign
            call :listing
            if defined bad call :listing
            if defined bad goto damaged
            """;

    private static final String RESTORE =
            """
            if not defined kept goto restore
            call :copies
            if defined bad call :copies
            if defined bad goto damaged
            :restore
            set "failed=0"
            """;

    private static final String LISTING =
            """
            :listing
            set "bad="
            set "kept="
            """;

    private static final String COPIES =
            """
            :copies
            set "bad="
            if not exist "%before%\\exact.reg" set "bad=1"
            %reg% import "%before%\\exact.reg" >nul 2>&1
            if errorlevel 1 set "bad=1"
            """;

    private static final String FINISH =
            """
            if defined kept %reg% delete "%work%" /f >nul 2>&1
            echo.
            if not "%failed%"=="0" goto wrong
            echo Everything is as it was before Fix.cmd.
            echo Close the programs concerned and start them again; restart Windows if you can.
            if exist "%before%.restored\\" rd /s /q "%before%.restored"
            ren "%before%" "%computer%.restored"
            set "code=0"
            goto end
            :wrong
            echo Not everything could be put back: see FAILED above. What was saved stays in "%before%"
            set "code=3"
            goto end
            :rights
            echo NOTHING WAS CHANGED: this needs an administrator.
            echo Right-click Undo.cmd and choose "Run as administrator".
            set "code=5"
            goto end
            """;

    private static final String DAMAGED =
            """
            :damaged
            %reg% delete "%work%" /f >nul 2>&1
            echo NOTHING WAS CHANGED: what is saved in "%before%" is damaged or not complete.
            """;

    private static final String NOTHING =
            """
            set "code=2"
            goto end
            :foreign
            echo NOTHING WAS CHANGED: "%before%"
            echo holds what another bundle saved. Run the Undo.cmd of that bundle.
            set "code=2"
            goto end
            :nothing
            echo NOTHING WAS CHANGED: Fix.cmd has saved nothing for this computer in "%here%before"
            if exist "%before%.restored\\" echo It was put back already: see "%before%.restored"
            """;

    /**
     * {@code check} tries once more before it calls something failed. {@code drop} removes a key that was not there if
     * the whole listing of it is nothing but its name (some Windows print not even that): no value, no key. A listing
     * that could not be read to its end never lets a key be removed: reg delete takes everything in it.
     */
    private static final String SUBROUTINES =
            """
            :carry
            %reg% query "%work%\\%~1" >nul 2>&1
            if errorlevel 1 exit /b 0
            %reg% copy "%work%\\%~1" "%~2" /f >nul 2>&1
            exit /b 0
            :remove
            call :known "%~1"
            if not "%was%"=="absent" exit /b 0
            %reg% delete "%~2" /v "%~3" /f >nul 2>&1
            exit /b 0
            :check
            call :known "%~1"
            if "%was%"=="absent" goto empty
            call :same "%~1" "%~2" "%~3"
            if defined differs call :carry "%~4" "%~2"
            if defined differs call :same "%~1" "%~2" "%~3"
            if defined differs goto unlike
            echo   put back  %~2  %~3
            exit /b 0
            :empty
            set "file=%state%\\now.txt"
            call :none "%~2" "%~3"
            if not defined none call :remove "%~1" "%~2" "%~3"
            if not defined none call :none "%~2" "%~3"
            del /q "%file%" >nul 2>&1
            if not defined none goto unlike
            echo   not there, as before  %~2  %~3
            exit /b 0
            :unlike
            echo   FAILED    %~2  %~3
            set /a failed+=1
            exit /b 0
            :drop
            call :known "key%~1"
            if not "%was%"=="absent" exit /b 0
            set "file=%state%\\now.txt"
            call :list "%~2"
            if not defined whole call :list "%~2"
            if not defined whole goto dropped
            set "lines=0"
            for /f "usebackq delims=" %%L in ("%file%") do set /a lines+=1
            if %lines% gtr 2 goto inuse
            set "first="
            for /f "usebackq delims=" %%L in ("%file%") do if not defined first set "first=%%L"
            setlocal EnableDelayedExpansion
            set "empty="
            if /i "%lines%!first!"=="2%~2" set "empty=1"
            if "%lines%!first!"=="1end-of-list" set "empty=1"
            endlocal & set "empty=%empty%"
            if not defined empty goto inuse
            set "again=0"
            if "%lines%"=="1" call :list "%~2"
            if not defined whole call :list "%~2"
            for /f "usebackq delims=" %%L in ("%file%") do set /a again+=1
            if not "%again%"=="%lines%" goto inuse
            %reg% delete "%~2" /f >nul 2>&1
            if errorlevel 1 %reg% delete "%~2" /f >nul 2>&1
            %reg% query "%~2" >nul 2>&1
            if errorlevel 1 goto dropped
            echo   FAILED    to remove the empty key %~2
            set /a failed+=1
            goto dropped
            :inuse
            echo   kept      %~2: something else is in it by now
            :dropped
            del /q "%file%" >nul 2>&1
            exit /b 0
            """;

    private UndoScript() {}

    /**
     * The script's bytes.
     *
     * @param regFiles names of the undo .reg files to point to where nothing is saved
     */
    static byte[] write(Worksheet sheet, String knowledge, String regFiles) {
        var script = new CmdScript();
        Preamble.write(script, "Undo.cmd", knowledge, HEAD, sheet);
        script.echo("TLS Ready: puts back what was there before Fix.cmd (bundle " + sheet.id() + ")");
        script.echo("");
        script.lines(START);
        script.lines(Preamble.RIGHTS).lines(RESTORE);
        restore(script, sheet);
        script.lines(FINISH).lines(DAMAGED);
        pointTo(script, regFiles);
        script.lines(NOTHING);
        pointTo(script, regFiles);
        script.line("set \"code=2\"");
        Preamble.end(script);
        script.lines(LISTING);
        Preamble.checkList(script, sheet);
        script.line("exit /b 0").lines(COPIES);
        Preamble.checkCopies(script, sheet);
        script.line("exit /b 0").lines(SUBROUTINES);
        Preamble.subroutines(script);
        return script.bytes();
    }

    private static void restore(CmdScript script, Worksheet sheet) {
        sheet.valueKeys().forEach(key -> script.call("carry", key.number(), key.key()));
        var lastWrittenFirst = new ArrayList<>(sheet.values());
        Collections.reverse(lastWrittenFirst);
        lastWrittenFirst.forEach(value -> script.call("remove", "value" + value.number(), value.at(), value.name()));
        lastWrittenFirst.forEach(
                value -> script.call("check", "value" + value.number(), value.at(), value.name(), value.key()));
        sheet.deepestFirst().forEach(key -> script.call("drop", key.number(), key.key()));
    }

    private static void pointTo(CmdScript script, String regFiles) {
        script.echo("To undo without it: " + regFiles + " takes away what was written, and nothing more.");
    }
}
