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
            if not "%was%"=="%bundle%" goto foreign
            set "bad="
            set "kept="
            """;

    private static final String LISTED =
            """
            if defined bad goto damaged
            %reg% add "%work%" /f >nul 2>&1
            if errorlevel 1 goto rights
            %reg% delete "%work%" /f >nul 2>&1
            if errorlevel 1 goto rights
            if not defined kept goto restore
            if not exist "%before%\\exact.reg" goto damaged
            %reg% import "%before%\\exact.reg" >nul 2>&1
            if errorlevel 1 goto damaged
            """;

    private static final String RESTORE =
            """
            if defined bad goto damaged
            :restore
            set "failed=0"
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
     * {@code drop} removes a key that was not there if reg query prints nothing of it but its name (some Windows print
     * not even that): no value, no key.
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
            if defined differs goto unlike
            echo   put back  %~2  %~3
            exit /b 0
            :empty
            set "file=%state%\\now.txt"
            call :read "%~2" "%~3"
            del /q "%file%" >nul 2>&1
            if defined line goto unlike
            echo   not there, as before  %~2  %~3
            exit /b 0
            :unlike
            echo   FAILED    %~2  %~3
            set /a failed+=1
            exit /b 0
            :drop
            call :known "key%~1"
            if not "%was%"=="absent" exit /b 0
            %reg% query "%~2" >nul 2>&1
            if errorlevel 1 exit /b 0
            set "lines=0"
            set "last=%~2"
            for /f "delims=" %%L in ('%reg% query "%~2" 2^>nul') do set /a lines+=1
            for /f "delims=" %%L in ('%reg% query "%~2" 2^>nul') do set "last=%%L"
            if %lines% gtr 1 goto inuse
            setlocal EnableDelayedExpansion
            set "differs="
            if /i not "!last!"=="%~2" set "differs=1"
            endlocal & set "differs=%differs%"
            if defined differs goto inuse
            %reg% delete "%~2" /f >nul 2>&1
            %reg% query "%~2" >nul 2>&1
            if errorlevel 1 exit /b 0
            echo   FAILED    to remove the empty key %~2
            set /a failed+=1
            exit /b 0
            :inuse
            echo   kept      %~2: something else is in it by now
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
        Preamble.checkList(script, sheet);
        script.lines(LISTED);
        Preamble.checkCopies(script, sheet);
        script.lines(RESTORE);
        restore(script, sheet);
        script.lines(FINISH).lines(DAMAGED);
        pointTo(script, regFiles);
        script.lines(NOTHING);
        pointTo(script, regFiles);
        script.line("set \"code=2\"");
        Preamble.end(script);
        script.lines(SUBROUTINES);
        Preamble.subroutines(script);
        return script.bytes();
    }

    private static void restore(CmdScript script, Worksheet sheet) {
        sheet.valueKeys().forEach(key -> script.call("carry", key.number(), key.key()));
        var lastWrittenFirst = new ArrayList<>(sheet.values());
        Collections.reverse(lastWrittenFirst);
        lastWrittenFirst.forEach(value -> script.call("remove", "value" + value.number(), value.at(), value.name()));
        lastWrittenFirst.forEach(value -> script.call("check", "value" + value.number(), value.at(), value.name()));
        sheet.deepestFirst().forEach(key -> script.call("drop", key.number(), key.key()));
    }

    private static void pointTo(CmdScript script, String regFiles) {
        script.echo("To undo without it: " + regFiles + " takes away what was written, and nothing more.");
    }
}
