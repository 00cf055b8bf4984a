@echo off
rem TLS Ready, Look.cmd. Reads what matters for TLS and prints it; changes nothing in Windows.
rem The report is also written to Look.txt beside this file, to be sent or pasted. It holds nothing personal.
rem Runs on Windows XP to 11, needs no administrator.
rem "Look.cmd /quiet" does not wait for a key at the end.
setlocal EnableExtensions DisableDelayedExpansion
set "reg=%SystemRoot%\System32\reg.exe"
if defined PROCESSOR_ARCHITEW6432 set "reg=%SystemRoot%\Sysnative\reg.exe"
set "wide="
if /i not "%PROCESSOR_ARCHITECTURE%"=="x86" set "wide=1"
if defined PROCESSOR_ARCHITEW6432 set "wide=1"
set "report=%~dp0Look.txt"
if exist "%report%" del /q "%report%" >nul 2>&1
if exist "%report%" goto printonly
call :report >"%report%" 2>nul
if not exist "%report%" goto printonly
type "%report%"
echo.
echo This text is also in "%report%"
goto end
:printonly
call :report
:end
echo.
if /i not "%~1"=="/quiet" pause
exit /b 0

:report
echo TLS Ready look, version 1
ver
echo.
echo PROCESSOR_ARCHITECTURE=%PROCESSOR_ARCHITECTURE%
if defined PROCESSOR_ARCHITEW6432 echo PROCESSOR_ARCHITEW6432=%PROCESSOR_ARCHITEW6432%
if defined wide echo Windows is 64-bit
if not defined wide echo Windows is 32-bit
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion" "ProductName CurrentBuildNumber UBR CSDVersion InstallationType DisplayVersion ReleaseId"
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\NET Framework Setup\NDP\v2.0.50727" "Install SP Version"
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\NET Framework Setup\NDP\v3.0" "Install SP Version"
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\NET Framework Setup\NDP\v3.0\Setup" "InstallSuccess Version"
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\NET Framework Setup\NDP\v3.5" "Install SP Version"
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Client" "Install Release Version"
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full" "Install Release Version"
call :both "Microsoft\.NETFramework\v4.0.30319" "SchUseStrongCrypto SystemDefaultTlsVersions"
call :both "Microsoft\.NETFramework\v2.0.50727" "SchUseStrongCrypto SystemDefaultTlsVersions"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client" "Enabled DisabledByDefault"
call :both "Microsoft\Windows\CurrentVersion\Internet Settings\WinHttp" "DefaultSecureProtocols"
echo.
echo End of the look
exit /b 0

rem Both views of a key below SOFTWARE; 32-bit Windows has one.
:both
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\%~1" "%~2"
if defined wide call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\%~1" "%~2"
exit /b 0

rem A key as reg query prints it, but only the values named, with "absent" for those that are not there.
:key
set "key=%~1"
echo.
%reg% query "%key%" >nul 2>&1
if errorlevel 1 goto nokey
echo %key%
for %%N in (%~2) do call :value %%N
exit /b 0
:value
set "found="
for /f "tokens=1*" %%A in ('%reg% query "%key%" /v %1 2^>nul') do if /i "%%A"=="%1" set "found=%%B"
if not defined found set "found=absent"
setlocal EnableDelayedExpansion
echo     %1    !found!
endlocal
exit /b 0

rem The key could not be read. It is absent if the nearest key above it that can be read does not list the way to it.
:nokey
call :walk "%key:\=" "%"
echo %state% key: %key%
exit /b 0
:walk
set "at=%~1\%~2"
shift
:step
shift
set "state=unreadable"
if "%~1"=="" exit /b 0
%reg% query "%at%" >nul 2>&1
if errorlevel 1 exit /b 0
set "state=absent"
for /f "delims=" %%L in ('%reg% query "%at%" 2^>nul') do if /i "%%L"=="%at%\%~1" set "state=listed"
if "%state%"=="absent" exit /b 0
set "at=%at%\%~1"
goto step
