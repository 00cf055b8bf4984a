@echo off
rem TLS Ready, Weekly.cmd. Not made by Esri or Microsoft.
rem Registers a scheduled task of this user that runs Report.cmd every Monday at 12:00. Nothing else is changed.
rem Remove-weekly.cmd takes the task away again, and so does this line:
rem   schtasks /Delete /TN "TLS Ready report" /F
setlocal
echo This registers a task that runs every Monday at 12:00 and reports to the campaign:
echo   %~dp0Report.cmd
echo Leave the folder where it is. To remove the task, run Remove-weekly.cmd.
if /i "%~1"=="/yes" goto register
set "answer="
set /p "answer=Type yes to register it: "
if /i "%answer%"=="yes" goto register
echo Nothing was changed.
exit /b 1
:register
schtasks /Create /TN "TLS Ready report" /TR "\"%~dp0Report.cmd\"" /SC WEEKLY /D MON /ST 12:00 /F
if errorlevel 1 goto failed
echo Done. To remove the task, run Remove-weekly.cmd.
exit /b 0
:failed
echo The task was not registered. Ask somebody who may register tasks on this computer.
exit /b 2
