package tlsready.bundle;

/** The lines that {@code Fix.cmd} and {@code Undo.cmd} share: how they begin, how they end, how they look things up. */
final class Preamble {
    /**
     * A 32-bit program that starts the script on 64-bit Windows would reach the 32-bit registry only; Sysnative leads
     * out of that (Microsoft: "File System Redirector").
     */
    private static final String SET_UP =
            """
            setlocal EnableExtensions DisableDelayedExpansion
            set "here=%~dp0"
            set "reg=%SystemRoot%\\System32\\reg.exe"
            if defined PROCESSOR_ARCHITEW6432 set "reg=%SystemRoot%\\Sysnative\\reg.exe"
            set "bits=64"
            if /i "%PROCESSOR_ARCHITECTURE%"=="x86" if not defined PROCESSOR_ARCHITEW6432 set "bits=32"
            set "computer=%COMPUTERNAME%"
            if not defined computer set "computer=this-computer"
            set "before=%here%before\\%computer%"
            set "work=HKEY_LOCAL_MACHINE\\SOFTWARE\\TlsReadyWork"
            """;

    private static final String END =
            """
            :end
            echo.
            if /i not "%~1"=="/quiet" pause
            exit /b %code%
            """;

    /**
     * {@code known} looks up what the list says of something ({@code was}); {@code read} keeps what reg query prints of
     * a value in a {@code file} and reads type and data from it ({@code line}); the path is no argument, because
     * {@code call} would expand percent signs in it once more; {@code same} compares a value with the file
     * kept of it ({@code differs}): both go through a file, so that both go through the same code page. {@code listed}
     * and {@code noted} set {@code bad} if the list does not know a value or a key, {@code exact} if the saved copy of
     * a value is not what was printed of the value itself.
     *
     * <p>A read that gives nothing is no proof that nothing is there: a program may not have started, a scanner may have
     * held a file. {@code list} keeps what reg query prints of a key in the {@code file}, and says that this is the
     * {@code whole} only if reg query ended well and the mark at the end was read back. {@code none} says that a value
     * is not there if such a listing does not name it, or if twice no key was found.
     */
    private static final String SUBROUTINES =
            """
            :known
            set "was="
            for /f "usebackq tokens=1,2" %%A in ("%list%") do if "%%A"=="%~1" set "was=%%B"
            exit /b 0
            :read
            set "line="
            %reg% query "%~1" /v "%~2" >"%file%" 2>nul
            for /f "usebackq tokens=1*" %%A in ("%file%") do if /i "%%A"=="%~2" set "line=%%B"
            exit /b 0
            :list
            set "whole="
            %reg% query "%~1" >"%file%" 2>nul
            if errorlevel 1 exit /b 0
            >>"%file%" echo end-of-list
            for /f "usebackq tokens=1" %%A in ("%file%") do if "%%A"=="end-of-list" set "whole=1"
            exit /b 0
            :none
            set "none="
            call :list "%~1"
            if not defined whole goto blind
            set "none=1"
            for /f "usebackq tokens=1" %%A in ("%file%") do if /i "%%A"=="%~2" set "none="
            exit /b 0
            :blind
            %reg% query "%~1" >nul 2>&1
            if errorlevel 1 set "none=1"
            exit /b 0
            :same
            set "file=%state%\\now.txt"
            call :read "%~2" "%~3"
            del /q "%file%" >nul 2>&1
            set "old="
            for /f "usebackq tokens=1*" %%A in ("%state%\\%~1.txt") do if /i "%%A"=="%~3" set "old=%%B"
            set "differs="
            if not defined line set "differs=1"
            setlocal EnableDelayedExpansion
            if not "!line!"=="!old!" set "differs=1"
            endlocal & set "differs=%differs%"
            exit /b 0
            :listed
            call :known "%~1"
            if "%was%"=="absent" exit /b 0
            if not "%was%"=="there" set "bad=1"
            if not exist "%state%\\%~1.txt" set "bad=1"
            set "kept=1"
            exit /b 0
            :noted
            call :known "%~1"
            if not "%was%"=="absent" if not "%was%"=="there" set "bad=1"
            exit /b 0
            :exact
            call :known "%~1"
            if not "%was%"=="there" exit /b 0
            call :same "%~1" "%work%\\%~2" "%~3"
            if defined differs set "bad=1"
            exit /b 0
            """;

    /** Only who may write a key may go on; the second try is for a program that did not start. */
    static final String RIGHTS =
            """
            %reg% add "%work%" /f >nul 2>&1
            if errorlevel 1 %reg% add "%work%" /f >nul 2>&1
            if errorlevel 1 goto rights
            %reg% delete "%work%" /f >nul 2>&1
            if errorlevel 1 %reg% delete "%work%" /f >nul 2>&1
            if errorlevel 1 goto rights
            """;

    private Preamble() {}

    static void write(CmdScript script, String name, String knowledge, String remarks, Worksheet sheet) {
        script.line("@echo off");
        script.line("rem TLS Ready, " + name + ". Knowledge " + knowledge + ". Where it comes from: README.txt.");
        script.lines(remarks).lines(SET_UP);
        script.line("set \"bundle=" + sheet.id() + "\"");
    }

    /** Looks whether the list is complete: sets {@code bad} if not, {@code kept} if a value was there. */
    static void checkList(CmdScript script, Worksheet sheet) {
        sheet.values().forEach(value -> script.call("listed", "value" + value.number()));
        sheet.valueKeys().forEach(key -> script.call("noted", "key" + key.number()));
    }

    /** Looks whether the copies under the work key are what the list says: sets {@code bad} if not. */
    static void checkCopies(CmdScript script, Worksheet sheet) {
        sheet.values().forEach(value -> script.call("exact", "value" + value.number(), value.key(), value.name()));
    }

    static void end(CmdScript script) {
        script.lines(END);
    }

    static void subroutines(CmdScript script) {
        script.lines(SUBROUTINES);
    }
}
