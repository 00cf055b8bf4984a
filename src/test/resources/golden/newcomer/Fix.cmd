@echo off
rem TLS Ready, Fix.cmd. Knowledge 2026.11.5. Where it comes from: README.txt.
rem Saves what is in the registry, writes the values listed in settings.csv, reads every value back.
rem Exit codes: 0 every value is right
rem             2 the state before could not be saved, nothing was changed
rem             3 a value did not read back as it should
rem             4 made for another Windows, nothing was changed
rem             5 not run as an administrator, nothing was changed
rem "Fix.cmd /quiet" does not wait for a key at the end.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
set "reg=%SystemRoot%\System32\reg.exe"
if defined PROCESSOR_ARCHITEW6432 set "reg=%SystemRoot%\Sysnative\reg.exe"
set "bits=64"
if /i "%PROCESSOR_ARCHITECTURE%"=="x86" if not defined PROCESSOR_ARCHITEW6432 set "bits=32"
set "computer=%COMPUTERNAME%"
if not defined computer set "computer=this-computer"
set "before=%here%before\%computer%"
set "work=HKEY_LOCAL_MACHINE\SOFTWARE\TlsReadyWork"
set "bundle=f501c148cfb6"
echo TLS Ready: switches on TLS 1.2 ^(bundle f501c148cfb6^)
echo.
if not exist "%here%Undo.cmd" goto packed
%reg% add "%work%" /f >nul 2>&1
if errorlevel 1 %reg% add "%work%" /f >nul 2>&1
if errorlevel 1 goto rights
%reg% delete "%work%" /f >nul 2>&1
if errorlevel 1 %reg% delete "%work%" /f >nul 2>&1
if errorlevel 1 goto rights
set "told="
if exist "%before%\list.txt" goto kept
call :save
if not errorlevel 1 goto saved
%reg% delete "%work%" /f >nul 2>&1
call :save
if errorlevel 1 goto unsaved
:saved
echo What was there before is saved in "%before%"
goto write
:kept
set "list=%before%\list.txt"
call :known bundle
if not "%was%"=="%bundle%" call :known bundle
if not "%was%"=="%bundle%" goto foreign
echo What was there before the first run is saved already, and stays so: "%before%"
:write
echo.
set "right=0"
set "changed=0"
set "failed=0"
call :set "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto" "0x1"
call :set "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" "SystemDefaultTlsVersions" "0x1"
call :wow "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto" "0x1"
call :wow "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319" "SystemDefaultTlsVersions" "0x1"
echo.
echo Already right: %right%. Set: %changed%. Failed: %failed%.
if not "%failed%"=="0" goto wrong
set "code=0"
echo These changes act:
echo - When the program is closed and started again; it reads the value once.
goto end
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
if exist "%before%.new\" rd /s /q "%before%.new"
rd "%here%before" >nul 2>&1
echo NOTHING WAS CHANGED: what is there now could not be saved in "%here%before"
echo Is the folder writable, and is there room on the disk?
set "code=2"
goto end
:end
echo.
if /i not "%~1"=="/quiet" pause
exit /b %code%
:save
set "new=%before%.new"
if exist "%new%\" rd /s /q "%new%"
md "%new%" >nul 2>&1
if not exist "%new%\" exit /b 1
set "list=%new%\list.txt"
>"%list%" echo bundle %bundle%
if not exist "%list%" exit /b 1
set "state=%new%"
set "bad="
set "kept="
set "lean="
set "there1="
set "there2="
set "there3="
set "there4="
set "there5="
set "there6="
set "there7="
set "keep1="
set "keep4="
if defined lean set "bad=1"
call :key "1" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework"
if defined gone call :key "2" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft"
if defined gone call :key "3" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft" "HKEY_LOCAL_MACHINE\SOFTWARE"
if defined lean set "bad=1"
call :key "4" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework"
if defined gone call :key "5" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft"
if defined gone call :key "6" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node"
if defined gone call :key "7" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node" "HKEY_LOCAL_MACHINE\SOFTWARE"
if defined lean set "bad=1"
call :backup "1" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319"
call :value "1" "1" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto"
call :value "2" "1" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" "SystemDefaultTlsVersions"
call :copy "1" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto SystemDefaultTlsVersions"
call :backup "4" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319"
call :value "3" "4" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto"
call :value "4" "4" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319" "SystemDefaultTlsVersions"
call :copy "4" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto SystemDefaultTlsVersions"
call :listed "value1"
call :listed "value2"
call :listed "value3"
call :listed "value4"
call :noted "key1"
call :noted "key4"
call :exact "value1" "1" "SchUseStrongCrypto"
call :exact "value2" "1" "SystemDefaultTlsVersions"
call :exact "value3" "4" "SchUseStrongCrypto"
call :exact "value4" "4" "SystemDefaultTlsVersions"
if not defined kept goto pack
%reg% export "%work%" "%new%\exact.reg" /y >nul 2>&1
if errorlevel 1 set "bad=1"
if not exist "%new%\exact.reg" set "bad=1"
%reg% delete "%work%" /f >nul 2>&1
:pack
if defined bad exit /b 1
ren "%new%" "%computer%"
if not exist "%before%\list.txt" exit /b 1
exit /b 0
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
set "file=%new%\listing.txt"
call :list "%~3"
if defined whole set "lean="
for /f "usebackq delims=" %%L in ("%file%") do if /i "%%L"=="%~2" set "bad=1"
del /q "%file%" >nul 2>&1
>>"%list%" echo key%~1 absent %~2
exit /b 0
:backup
if not defined there%~1 exit /b 0
%reg% export "%~2" "%new%\key%~1.reg" /y >nul 2>&1
if errorlevel 1 set "bad=1"
exit /b 0
:value
set "file=%new%\value%~1.txt"
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
:copy
if not defined keep%~1 exit /b 0
%reg% copy "%~2" "%work%\%~1" /f >nul 2>&1
if errorlevel 1 set "bad=1"
%reg% delete "%work%\%~1" /ve /f >nul 2>&1
set "copied=%work%\%~1"
set "ours=%~3"
for /f "tokens=1" %%A in ('%reg% query "%work%\%~1" 2^>nul') do call :prune "%~1" "%%A"
set "file=%new%\listing.txt"
call :list "%work%\%~1"
if not defined whole set "bad=1"
for /f "usebackq tokens=1" %%A in ("%file%") do call :alien "%%A"
del /q "%file%" >nul 2>&1
exit /b 0
:prune
call :isours "%~2"
if not defined alien exit /b 0
%reg% delete "%work%\%~1" /v "%~2" /f >nul 2>&1
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
:wow
if "%bits%"=="64" goto set
echo   not here       %~1  %~2: this is a 32-bit Windows
exit /b 0
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
set "file=%state%\now.txt"
call :read "%~2" "%~3"
del /q "%file%" >nul 2>&1
set "old="
for /f "usebackq tokens=1*" %%A in ("%state%\%~1.txt") do if /i "%%A"=="%~3" set "old=%%B"
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
if not exist "%state%\%~1.txt" set "bad=1"
set "kept=1"
exit /b 0
:noted
call :known "%~1"
if not "%was%"=="absent" if not "%was%"=="there" set "bad=1"
exit /b 0
:exact
call :known "%~1"
if not "%was%"=="there" exit /b 0
call :same "%~1" "%work%\%~2" "%~3"
if defined differs set "bad=1"
exit /b 0
