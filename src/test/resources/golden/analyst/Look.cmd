@echo off
rem TLS Ready, Look.cmd. Reads what matters for TLS from the registry and writes it into a report; changes nothing.
rem The report, TLS-Ready-report.txt, is written beside this file, or to the desktop, or to the folder for temporary
rem files. It holds nothing personal; its form is described in docs/evidence-report.md of TLS Ready.
rem Runs on Windows XP to 11, 32-bit and 64-bit, needs no administrator; it uses cmd and reg.exe only.
rem Exit codes: 0 the report is written
rem             2 no report could be written
rem "Look.cmd /quiet" does not wait for a key at the end.
setlocal EnableExtensions DisableDelayedExpansion
set "reg=%SystemRoot%\System32\reg.exe"
if defined PROCESSOR_ARCHITEW6432 set "reg=%SystemRoot%\Sysnative\reg.exe"
set "machine=%PROCESSOR_ARCHITECTURE%"
if defined PROCESSOR_ARCHITEW6432 set "machine=%PROCESSOR_ARCHITEW6432%"
set "wide="
if /i not "%machine%"=="x86" set "wide=1"
set "report=%~dp0TLS-Ready-report.txt"
call :writable
if defined can goto write
set "report=%USERPROFILE%\Desktop\TLS-Ready-report.txt"
call :writable
if defined can goto write
set "report=%TEMP%\TLS-Ready-report.txt"
call :writable
if defined can goto write
echo No report could be written: neither beside this file, nor to the desktop, nor to the folder for temporary files.
echo Copy Look.cmd to a folder that you may write to, and double-click it there.
set "code=2"
goto end
:write
echo Looking. This takes up to a minute, and changes nothing.
set "list=%report%.tmp"
set "upper=%report%.up.tmp"
set "third=%report%.esri.tmp"
set "more=%report%.more.tmp"
set "gone="
set "listed="
call :report >"%report%" 2>nul
del /q "%list%" "%upper%" "%third%" "%more%" >nul 2>&1
type "%report%"
echo.
echo Nothing was changed. This text is in the file
echo "%report%"
set "code=0"
:end
echo.
if /i not "%~1"=="/quiet" pause
exit /b %code%

:writable
set "can="
if exist "%report%\*" exit /b 0
del /q "%report%" >nul 2>&1
if exist "%report%" exit /b 0
echo. 2>nul >"%report%"
if exist "%report%" set "can=1"
exit /b 0

:report
echo TLS-READY-REPORT 1
echo ; What this computer says about TLS: versions of Windows, .NET and ArcGIS, and registry values. Nothing was changed.
echo ; It holds no name of a user or of this computer, no address and no folder of yours.
echo ; What was read: the keys named below, and of them only the values named below; of ArcMap.exe.config only the lines
echo ; about versions and switches of .NET. "absent": looked for, not there. "unreadable": may be there.
echo tool: Look.cmd 3
echo computer: not collected
ver
echo architecture: %machine%
echo process: %PROCESSOR_ARCHITECTURE%
set "elevated=no"
%reg% query "HKEY_USERS\S-1-5-19" >nul 2>&1
if not errorlevel 1 set "elevated=yes"
echo elevated: %elevated%
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT" "CurrentVersion" "ProductName EditionID InstallationType CurrentVersion CurrentBuild CurrentBuildNumber UBR CSDVersion DisplayVersion ReleaseId"
call :software "HKEY_LOCAL_MACHINE\SOFTWARE"
if not defined wide goto shared
call :way "HKEY_LOCAL_MACHINE\SOFTWARE" "Wow6432Node"
call :way "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node" "Microsoft"
call :software "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node"
:shared
call :way "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control" "SecurityProviders"
call :way "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders" "SCHANNEL"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL" "Protocols"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols" "SSL 2.0"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\SSL 2.0" "Client" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\SSL 2.0" "Server" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols" "SSL 3.0"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\SSL 3.0" "Client" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\SSL 3.0" "Server" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols" "TLS 1.0"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.0" "Client" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.0" "Server" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols" "TLS 1.1"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.1" "Client" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.1" "Server" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols" "TLS 1.2"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2" "Client" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2" "Server" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols" "TLS 1.3"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.3" "Client" "Enabled DisabledByDefault"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.3" "Server" "Enabled DisabledByDefault"
call :way "HKEY_LOCAL_MACHINE\SOFTWARE" "Policies"
call :way "HKEY_LOCAL_MACHINE\SOFTWARE\Policies" "Microsoft"
call :way "HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft" "Windows"
call :way "HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows" "CurrentVersion"
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion" "Internet Settings" "SecureProtocols"
call :way "HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft" "Cryptography"
call :way "HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Cryptography" "Configuration"
call :way "HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Cryptography\Configuration" "SSL"
call :key "HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Cryptography\Configuration\SSL" "00010002" "Functions"
call :way "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control" "Cryptography"
call :way "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Cryptography" "Configuration"
call :way "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Cryptography\Configuration" "Local"
call :way "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Cryptography\Configuration\Local" "SSL"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Cryptography\Configuration\Local\SSL" "00010002" "Functions"
call :way "HKEY_CURRENT_USER\Software" "Microsoft"
call :way "HKEY_CURRENT_USER\Software\Microsoft" "Windows"
call :way "HKEY_CURRENT_USER\Software\Microsoft\Windows" "CurrentVersion"
call :key "HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion" "Internet Settings" "SecureProtocols"
call :way "HKEY_CURRENT_USER\Software" "Policies"
call :way "HKEY_CURRENT_USER\Software\Policies" "Microsoft"
call :way "HKEY_CURRENT_USER\Software\Policies\Microsoft" "Windows"
call :way "HKEY_CURRENT_USER\Software\Policies\Microsoft\Windows" "CurrentVersion"
call :key "HKEY_CURRENT_USER\Software\Policies\Microsoft\Windows\CurrentVersion" "Internet Settings" "SecureProtocols"
call :key "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Lsa" "FipsAlgorithmPolicy" "Enabled"
call :arcgis "HKEY_LOCAL_MACHINE\SOFTWARE"
if defined wide call :arcgis "HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node"
echo.
echo TLS-READY-REPORT END
exit /b 0

rem The keys of which 64-bit Windows keeps two copies; 32-bit Windows has one.
:software
call :way "%~1\Microsoft" "NET Framework Setup"
call :key "%~1\Microsoft\NET Framework Setup" "NDP"
call :key "%~1\Microsoft\NET Framework Setup\NDP" "v1.1.4322" "Install SP"
call :key "%~1\Microsoft\NET Framework Setup\NDP" "v2.0.50727" "Install SP Version"
call :key "%~1\Microsoft\NET Framework Setup\NDP" "v3.0" "Install SP Version"
call :key "%~1\Microsoft\NET Framework Setup\NDP\v3.0" "Setup" "InstallSuccess Version"
call :key "%~1\Microsoft\NET Framework Setup\NDP" "v3.5" "Install SP Version"
call :key "%~1\Microsoft\NET Framework Setup\NDP" "v4"
call :key "%~1\Microsoft\NET Framework Setup\NDP\v4" "Client" "Install Release Version"
call :key "%~1\Microsoft\NET Framework Setup\NDP\v4" "Full" "Install Release Version"
call :key "%~1\Microsoft" ".NETFramework"
call :key "%~1\Microsoft\.NETFramework" "v4.0.30319" "SchUseStrongCrypto SystemDefaultTlsVersions"
call :key "%~1\Microsoft\.NETFramework" "v2.0.50727" "SchUseStrongCrypto SystemDefaultTlsVersions"
call :key "%~1\Microsoft\.NETFramework" "AppContext" "Switch.System.Net.DontEnableSchUseStrongCrypto Switch.System.Net.DontEnableSystemDefaultTlsVersions"
call :way "%~1\Microsoft" "Windows"
call :way "%~1\Microsoft\Windows" "CurrentVersion"
call :key "%~1\Microsoft\Windows\CurrentVersion" "Internet Settings" "SecureProtocols"
call :key "%~1\Microsoft\Windows\CurrentVersion\Internet Settings" "WinHttp" "DefaultSecureProtocols"
exit /b 0

rem A key with the values named, each as reg query prints it or "absent". What cannot be read to its end is not told.
:key
set "key=%~1\%~2"
call :under
if defined under goto lost
%reg% query "%key%" >"%list%" 2>nul
if errorlevel 1 goto nokey
>>"%list%" echo end-of-list
echo.
echo %key%
if "%~3"=="" exit /b 0
for %%N in (%~3) do call :value %%N
exit /b 0
:value
set "found="
for /f "usebackq tokens=1*" %%A in ("%list%") do if /i "%%A"=="%~1" set "found=%%B"
if defined found goto tell
for /f "usebackq tokens=1" %%A in ("%list%") do if "%%A"=="end-of-list" set "found=absent"
if not defined found exit /b 0
echo     %~1    absent
exit /b 0
:tell
setlocal EnableDelayedExpansion
echo     %~1    !found!
endlocal
exit /b 0

rem A key on the way to others: told only if it is not there.
:way
set "key=%~1\%~2"
call :under
if defined under goto lost
%reg% query "%key%" >nul 2>&1
if not errorlevel 1 exit /b 0

rem The key could not be read. It is absent if the key above it can be read to its end and does not list it.
:nokey
set "state=unreadable"
if /i "%listed%"=="%~1" goto above
set "listed="
%reg% query "%~1" >"%upper%" 2>nul
if errorlevel 1 goto lost
>>"%upper%" echo end-of-list
set "listed=%~1"
:above
for /f "usebackq tokens=1" %%A in ("%upper%") do if "%%A"=="end-of-list" set "state=absent"
for /f "usebackq delims=" %%L in ("%upper%") do if /i "%%L"=="%key%" set "state=unreadable"
if "%state%"=="absent" set "gone=%key%"
:lost
echo.
echo %state% key: %key%
exit /b 0

rem Whether the key is below one that was found to be absent.
:under
set "under="
if not defined gone exit /b 0
call set "rest=%%key:%gone%\=%%"
if /i not "%rest%"=="%key%" set "under=1"
if defined under set "state=absent"
exit /b 0

rem ArcGIS products below a SOFTWARE key: version, patches, and what ArcMap is told about .NET.
:arcgis
set "esri=%~1\ESRI"
%reg% query "%esri%" >"%third%" 2>nul
if errorlevel 1 exit /b 0
for /f "usebackq delims=" %%L in ("%third%") do call :product "%%L"
exit /b 0
:product
set "at=%~1"
call set "leaf=%%at:%esri%\=%%"
if "%leaf%"=="%at%" exit /b 0
set "ours="
for %%P in (Desktop Engine Server ArcGISPro) do call :named %%P
if not defined ours exit /b 0
call :key "%esri%" "%leaf%" "RealVersion"
set "updates=%at%\Updates"
%reg% query "%updates%" >"%more%" 2>nul
if errorlevel 1 goto config
for /f "usebackq delims=" %%U in ("%more%") do call :patch "%%U"
:config
set "folder="
for /f "tokens=2*" %%A in ('%reg% query "%at%" /v InstallDir 2^>nul') do set "folder=%%B"
if not defined folder exit /b 0
set "config=%folder%bin\ArcMap.exe.config"
if not exist "%config%" exit /b 0
echo.
for %%W in (supportedRuntime AppContextSwitchOverrides) do call :setting %%W
exit /b 0
rem Blanks before an element are no word of the line, tabs are the first.
:setting
for /f "usebackq tokens=1-3 delims=<>/ " %%A in ("%config%") do if "%%A"=="%1" echo config: %%A %%B %%C
for /f "usebackq tokens=2-4 delims=<>/ " %%A in ("%config%") do if "%%A"=="%1" echo config: %%A %%B %%C
exit /b 0
:named
call set "rest=%%at:\ESRI\%1=%%"
if /i not "%rest%"=="%at%" set "ours=1"
exit /b 0
:patch
set "patch=%~1"
call set "leaf=%%patch:%updates%\=%%"
if "%leaf%"=="%patch%" exit /b 0
call :key "%updates%" "%leaf%" "Name QFE_ID"
exit /b 0
