@echo off
rem TLS Ready, Report.cmd (Windows XP to 11). Not made by Esri or Microsoft.
rem Looks at this computer, tests WinHTTP and .NET, and reports to the campaign that Campaign.txt names.
rem It changes nothing and needs no administrator. Exit codes: 0 reported, 2 not reported, 3 the package is not whole.
setlocal
set "native=%SystemRoot%\System32"
if exist "%SystemRoot%\Sysnative\cscript.exe" set "native=%SystemRoot%\Sysnative"
set "shell=WindowsPowerShell\v1.0\powershell.exe"

"%native%\cscript.exe" //nologo "%~dp0Report.js" %*
set "code=%errorlevel%"
if not "%code%"=="0" goto end
if not "%~1"=="" goto end

if not exist "%native%\%shell%" goto other
"%native%\%shell%" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "%~dp0Report.ps1" -NoLook
:other
if not exist "%SystemRoot%\SysWOW64\%shell%" goto end
"%SystemRoot%\SysWOW64\%shell%" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "%~dp0Report.ps1" -NoLook
:end
exit /b %code%
