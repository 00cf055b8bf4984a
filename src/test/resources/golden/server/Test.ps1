# TLS Ready, Test.ps1. Knowledge 2026.11.5. Not made by Esri or Microsoft.
param([string]$Url = '', [int]$Clr = 0)
$proves = @{}
$provesNot = @{}
$proves['4-32'] = 'That a 32-bit .NET 4 process reaches the address with this machine''s defaults.'
$provesNot['4-32'] = 'Anything about 64-bit programs, about .NET 3.5, or about a program built for another version than PowerShell is.'
$proves['4-64'] = 'That a 64-bit .NET 4 process reaches the address with this machine''s defaults.'
$provesNot['4-64'] = 'Anything about 32-bit programs, about .NET 3.5, or about a program built for another version than PowerShell is.'
$proves['2-32'] = 'That a 32-bit process on the old runtime reaches the address.'
$provesNot['2-32'] = 'Anything about .NET 4. Without the check of the version it proves nothing: newer Windows starts PowerShell 5.1 instead.'
$proves['2-64'] = 'That a 64-bit process on the old runtime reaches the address.'
$provesNot['2-64'] = 'Anything about .NET 4. Without the check of the version it proves nothing: newer Windows starts PowerShell 5.1 instead.'
# How to run it, in a command window, from this folder:
#   powershell -NoProfile -ExecutionPolicy Bypass -File Test.ps1
#   powershell -NoProfile -ExecutionPolicy Bypass -File Test.ps1 -Url https://your.server/
# 32-bit programs on 64-bit Windows have settings of their own; to test those:
#   %windir%\SysWOW64\WindowsPowerShell\v1.0\powershell.exe -NoProfile -ExecutionPolicy Bypass -File Test.ps1
# .NET 3.5 (newer Windows starts the new PowerShell instead; -Clr 2 notices that):
#   powershell -Version 2 -NoProfile -ExecutionPolicy Bypass -File Test.ps1 -Clr 2
# Exit codes: 0 passed, 1 TLS refused, 2 unknown (no connection, no verdict).

$timeoutMs = 15000
$runtime = [Environment]::Version
$bits = [IntPtr]::Size * 8

Write-Output ('TLS Ready test of .NET Framework, CLR ' + $runtime + ', ' + $bits + '-bit PowerShell ' + $PSVersionTable.PSVersion)
if ($PSVersionTable.PSEdition -eq 'Core') {
    Write-Output 'UNKNOWN: this PowerShell does not run on .NET Framework. Start "powershell", not "pwsh".'
    exit 2
}
if ($Clr -ne 0 -and $runtime.Major -ne $Clr) {
    Write-Output ('UNKNOWN: CLR ' + $Clr + ' was asked for, but this PowerShell runs on CLR ' + $runtime.Major + '.')
    Write-Output 'On this Windows the other runtime cannot be tested with PowerShell.'
    exit 2
}
Write-Output ('SecurityProtocol before use: ' + [Net.ServicePointManager]::SecurityProtocol)
if ($Url -notmatch '^https://[^/]') {
    Write-Output 'UNKNOWN: name an address that begins with https://, for example: -Url https://your.server/'
    exit 2
}
Write-Output ('Address: ' + $Url)
Write-Output ''

# The handshake shows in the names of the .NET classes a failure went through, in every language of Windows.
function Test-Handshake($failure) {
    for ($e = $failure; $e -ne $null; $e = $e.InnerException) {
        if ($e -is [Security.Authentication.AuthenticationException]) { return $true }
        if (('' + $e.StackTrace) -match 'ProcessAuthentication|ForceAuthentication|StartSendBlob|StartReceiveBlob') { return $true }
    }
    return $false
}

function Get-Verdict($failure) {
    $status = '' + $failure.Status
    if ($status -eq 'ProtocolError') {
        $answer = [int]$failure.Response.StatusCode
        if ($answer -eq 407) {
            return 2, 'UNKNOWN: a proxy in between wants a sign-in, so the server was not reached.'
        }
        if ($request.ServicePoint.Certificate -eq $null) {
            return 2, ('UNKNOWN: HTTP status ' + $answer + ' came without a certificate, so from a proxy in between.')
        }
        return 0, ('PASSED: the server answered over TLS (HTTP status ' + $answer + ').')
    }
    if ($status -eq 'TrustFailure') {
        return 2, 'UNKNOWN: the certificate is not trusted here. That says nothing about TLS versions.'
    }
    if ($status -eq 'SecureChannelFailure') {
        return 1, 'TLS REFUSED: .NET and the server did not agree on a secure channel.'
    }
    if (($status -eq 'SendFailure' -or $status -eq 'ReceiveFailure' -or $status -eq 'ConnectionClosed') -and (Test-Handshake $failure)) {
        return 1, 'TLS REFUSED: the connection was closed during the handshake, as servers do that want a newer version.'
    }
    return 2, ('UNKNOWN: ' + $status + ' - ' + $failure.Message + ' That says nothing about TLS.')
}

$request = [Net.WebRequest]::Create($Url)
$request.Timeout = $timeoutMs
$request.AllowAutoRedirect = $false
$request.KeepAlive = $false
$verdict = $null
try {
    $response = $request.GetResponse()
    $verdict = 0, ('PASSED: the server answered over TLS (HTTP status ' + [int]$response.StatusCode + ').')
    $response.Close()
} catch {
    $failure = $_.Exception
    while ($failure -ne $null -and -not ($failure -is [Net.WebException])) { $failure = $failure.InnerException }
    if ($failure -eq $null) {
        $verdict = 2, ('UNKNOWN: ' + $_.Exception.Message)
    } else {
        $verdict = Get-Verdict $failure
    }
}
Write-Output $verdict[1]
if ($verdict[0] -eq 0) {
    Write-Output 'That is TLS 1.2 or newer only if the server takes nothing older.'
}
if ($verdict[0] -eq 1) {
    Write-Output 'The TLS version or the ciphers may be the reason, but also a certificate.'
}
Write-Output ''
$stack = '' + $runtime.Major + '-' + $bits
Write-Output ('What a passed test proves: ' + $proves[$stack])
Write-Output ('What it does not prove: ' + $provesNot[$stack])
Write-Output ('Exit code ' + $verdict[0])
exit $verdict[0]
