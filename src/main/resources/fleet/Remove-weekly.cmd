@echo off
rem TLS Ready, Remove-weekly.cmd. Not made by Esri or Microsoft.
rem Takes away the scheduled task that Weekly.cmd registered. Nothing else is changed.
schtasks /Delete /TN "TLS Ready report" /F
if errorlevel 1 goto failed
echo Done. This computer no longer reports every week.
exit /b 0
:failed
echo The task is not there, or was registered by somebody else.
exit /b 2
