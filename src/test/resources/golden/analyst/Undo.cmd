@echo off
rem TLS Ready, Undo.cmd. Knowledge 2026.11.5. Where it comes from: README.txt.
rem Puts back what Fix.cmd saved in the folder "before", and reads every value back.
rem Exit codes: 0 everything is as it was
rem             2 nothing is saved here, or it is damaged; nothing was changed
rem             3 something could not be put back
rem             5 not run as an administrator, nothing was changed
rem "Undo.cmd /quiet" does not wait for a key at the end.
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
echo TLS Ready: puts back what was there before Fix.cmd ^(bundle f501c148cfb6^)
echo.
set "state=%before%"
set "list=%before%\list.txt"
if not exist "%list%" goto nothing
call :known bundle
if not "%was%"=="%bundle%" call :known bundle
if not "%was%"=="%bundle%" goto foreign
call :listing
if defined bad call :listing
if defined bad goto damaged
%reg% add "%work%" /f >nul 2>&1
if errorlevel 1 %reg% add "%work%" /f >nul 2>&1
if errorlevel 1 goto rights
%reg% delete "%work%" /f >nul 2>&1
if errorlevel 1 %reg% delete "%work%" /f >nul 2>&1
if errorlevel 1 goto rights
if not defined kept goto restore
call :copies
if defined bad call :copies
if defined bad goto damaged
:restore
set "failed=0"
call :carry "1" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319"
call :carry "4" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319"
call :remove "value4" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319" "SystemDefaultTlsVersions"
call :remove "value3" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto"
call :remove "value2" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" "SystemDefaultTlsVersions"
call :remove "value1" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto"
call :check "value4" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319" "SystemDefaultTlsVersions" "4"
call :check "value3" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto" "4"
call :check "value2" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" "SystemDefaultTlsVersions" "1"
call :check "value1" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto" "1"
call :drop "4" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319"
call :drop "1" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319"
call :drop "5" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft\.NETFramework"
call :drop "2" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework"
call :drop "6" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\Microsoft"
call :drop "3" "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft"
call :drop "7" "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node"
if defined kept %reg% delete "%work%" /f >nul 2>&1
echo.
if not "%failed%"=="0" goto wrong
echo Everything is as it was before Fix.cmd.
echo Close the programs concerned and start them again; restart Windows if you can.
if exist "%before%.restored\" rd /s /q "%before%.restored"
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
:damaged
%reg% delete "%work%" /f >nul 2>&1
echo NOTHING WAS CHANGED: what is saved in "%before%" is damaged or not complete.
echo To undo without it: UNDO_TLS_NET4.reg takes away what was written, and nothing more.
set "code=2"
goto end
:foreign
echo NOTHING WAS CHANGED: "%before%"
echo holds what another bundle saved. Run the Undo.cmd of that bundle.
set "code=2"
goto end
:nothing
echo NOTHING WAS CHANGED: Fix.cmd has saved nothing for this computer in "%here%before"
if exist "%before%.restored\" echo It was put back already: see "%before%.restored"
echo To undo without it: UNDO_TLS_NET4.reg takes away what was written, and nothing more.
set "code=2"
:end
echo.
if /i not "%~1"=="/quiet" pause
exit /b %code%
:listing
set "bad="
set "kept="
call :listed "value1"
call :listed "value2"
call :listed "value3"
call :listed "value4"
call :noted "key1"
call :noted "key4"
exit /b 0
:copies
set "bad="
if not exist "%before%\exact.reg" set "bad=1"
%reg% import "%before%\exact.reg" >nul 2>&1
if errorlevel 1 set "bad=1"
call :exact "value1" "1" "SchUseStrongCrypto"
call :exact "value2" "1" "SystemDefaultTlsVersions"
call :exact "value3" "4" "SchUseStrongCrypto"
call :exact "value4" "4" "SystemDefaultTlsVersions"
exit /b 0
:carry
%reg% query "%work%\%~1" >nul 2>&1
if errorlevel 1 exit /b 0
%reg% copy "%work%\%~1" "%~2" /f >nul 2>&1
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
set "file=%state%\now.txt"
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
set "file=%state%\now.txt"
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
