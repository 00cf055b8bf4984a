# TLS Ready, Report.ps1, in the syntax of PowerShell 2.0. Not made by Esri or Microsoft.
# Looks at this computer, tests .NET Framework with its own defaults, and reports both to the campaign that Campaign.txt
# names. It changes nothing. How to run it, in a command window, from this folder:
#   powershell -NoProfile -ExecutionPolicy Bypass -File Report.ps1
# To see what would be sent, without sending it: add -Dry
# Exit codes: 0 reported, 2 not reported, 3 the package is not whole. Checked, but never run, outside Windows.
param([switch]$NoLook, [switch]$Dry)

$timeoutMs = 20000
$tries = 4
$pauseSeconds = 60
$longestLook = 60000
$folder = Split-Path -Parent $MyInvocation.MyCommand.Path

if ($PSVersionTable.PSEdition -eq 'Core') {
    Write-Output 'This PowerShell does not run on .NET Framework. Start "powershell", not "pwsh".'
    exit 3
}

$settings = @{}
$file = Join-Path $folder 'Campaign.txt'
if (Test-Path $file) {
    foreach ($line in Get-Content $file) {
        if ($line -match '^([a-z]+): (.*)$') { $settings[$matches[1]] = $matches[2] }
    }
}
foreach ($name in 'report', 'group', 'salt', 'secret', 'test') {
    if (-not $settings[$name]) {
        Write-Output 'Campaign.txt is not beside this script, or not whole. Unpack all files of the package into one folder.'
        exit 3
    }
}

function Get-Hex($bytes) {
    return ([BitConverter]::ToString($bytes)).Replace('-', '').ToLower()
}

# The id of this installation of Windows never leaves the computer: only the beginning of a hash of it does.
# The key is read by reg.exe because a 32-bit PowerShell would look into the other view of the registry.
function Get-Pseudonym {
    $id = $env:COMPUTERNAME
    $native = Join-Path $env:SystemRoot 'Sysnative\reg.exe'
    if (-not (Test-Path $native)) { $native = Join-Path $env:SystemRoot 'System32\reg.exe' }
    foreach ($line in (& $native query 'HKLM\SOFTWARE\Microsoft\Cryptography' /v MachineGuid)) {
        if ($line -match 'MachineGuid\s+REG_SZ\s+(\S+)') { $id = $matches[1] }
    }
    $hash = New-Object Security.Cryptography.SHA256Managed
    $text = $settings['salt'] + ' ' + $id.ToLower()
    return (Get-Hex ($hash.ComputeHash([Text.Encoding]::ASCII.GetBytes($text)))).Substring(0, 12)
}

function Test-Handshake($failure) {
    for ($e = $failure; $e -ne $null; $e = $e.InnerException) {
        if ($e -is [Security.Authentication.AuthenticationException]) { return $true }
        if (('' + $e.StackTrace) -match 'ProcessAuthentication|ForceAuthentication|StartSendBlob|StartReceiveBlob') { return $true }
    }
    return $false
}

function Get-Answer($response) {
    $reader = New-Object IO.StreamReader($response.GetResponseStream())
    $text = $reader.ReadToEnd()
    $reader.Close()
    return $text
}

function Get-Verdict($url) {
    $request = [Net.WebRequest]::Create($url)
    $request.Timeout = $timeoutMs
    $request.AllowAutoRedirect = $false
    $request.KeepAlive = $false
    try {
        $response = $request.GetResponse()
        $text = Get-Answer $response
        $response.Close()
        if ($text -match '^passed ') { return 'passed -' }
        return 'unknown http-' + [int]$response.StatusCode
    } catch {
        $failure = $_.Exception
        while ($failure -ne $null -and -not ($failure -is [Net.WebException])) { $failure = $failure.InnerException }
        if ($failure -eq $null) { return 'unknown -' }
        $status = '' + $failure.Status
        if ($status -eq 'ProtocolError') {
            $code = [int]$failure.Response.StatusCode
            $text = Get-Answer $failure.Response
            if ($code -eq 403 -and $text -match '^([a-z0-9-]{1,32}) ' -and $matches[1] -ne 'certificate-refused') {
                return 'failed ' + $matches[1]
            }
            return 'unknown http-' + $code
        }
        if ($status -eq 'SecureChannelFailure') { return 'failed tls-refused' }
        if (($status -eq 'SendFailure' -or $status -eq 'ReceiveFailure' -or $status -eq 'ConnectionClosed') -and (Test-Handshake $failure)) {
            return 'failed tls-refused'
        }
        return 'unknown net-' + $status.ToLower()
    }
}

function Get-Look {
    $script = Join-Path $folder 'Look.ps1'
    if ($NoLook -or -not (Test-Path $script)) { return '' }
    $text = ((& $script) | Out-String -Width 4000) -replace "`r?`n", "`r`n" -replace '[^\t\r\n -~]', '?'
    $begin = $text.IndexOf('TLS-READY-REPORT ')
    $end = $text.IndexOf("`r`nTLS-READY-REPORT END`r`n")
    if ($begin -lt 0 -or $end -lt $begin -or $end - $begin -gt $longestLook) { return '' }
    return $text.Substring($begin, $end - $begin) + "`r`nTLS-READY-REPORT END`r`n"
}

function Send-Report($report) {
    for ($i = 1; ; $i++) {
        $code = 0
        try {
            $request = [Net.WebRequest]::Create($settings['report'])
            $request.Method = 'POST'
            $request.ContentType = 'text/plain'
            $request.Timeout = $timeoutMs
            $bytes = [Text.Encoding]::ASCII.GetBytes($report)
            $request.ContentLength = $bytes.Length
            $stream = $request.GetRequestStream()
            $stream.Write($bytes, 0, $bytes.Length)
            $stream.Close()
            $response = $request.GetResponse()
            $code = [int]$response.StatusCode
            $answer = Get-Answer $response
        } catch {
            $failure = $_.Exception
            while ($failure -ne $null -and -not ($failure -is [Net.WebException])) { $failure = $failure.InnerException }
            $answer = 'no connection to ' + $settings['report']
            if ($failure -ne $null -and $failure.Response -ne $null) {
                $code = [int]$failure.Response.StatusCode
                $answer = Get-Answer $failure.Response
            }
        }
        Write-Host ('Answer: ' + $answer.TrimEnd())
        if ($code -eq 200 -or $code -eq 202) { return 0 }
        $passing = $code -eq 0 -or $code -eq 429 -or $code -ge 500
        if (-not $passing -or $i -eq $tries) { return 2 }
        Start-Sleep -Seconds $pauseSeconds
    }
}

$machine = Get-Pseudonym
$runtime = '4'
if ([Environment]::Version.Major -eq 2) { $runtime = '35' }
$bits = 'x' + ([IntPtr]::Size * 8)
if ($bits -eq 'x32') { $bits = 'x86' }
$stack = 'dotnet' + $runtime + '-' + $bits

# Versions and suites are tested here, not who vouches for the server. The report itself is sent with all checks.
$label = $settings['group'] + $machine + $stack.Replace('-', '')
[Net.ServicePointManager]::ServerCertificateValidationCallback = { $true }
$verdict = Get-Verdict ($settings['test'].Replace('{label}', $label))
[Net.ServicePointManager]::ServerCertificateValidationCallback = $null

$report = "TLS-READY-MACHINE 1`r`ngroup: " + $settings['group'] + "`r`nmachine: " + $machine + "`r`n"
$report += 'time: ' + [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture) + "`r`n"
$report += 'stack: ' + $stack + ' ' + $verdict + "`r`n"
$report += Get-Look
$report += "TLS-READY-MACHINE END`r`n"

Write-Output ('TLS Ready report 1. This is sent to ' + $settings['report'] + ':')
Write-Output ''
Write-Output $report
if ($Dry) {
    Write-Output 'Nothing was sent.'
    exit 0
}
$hmac = New-Object Security.Cryptography.HMACSHA256
$hmac.Key = [Text.Encoding]::ASCII.GetBytes($settings['secret'])
$signature = Get-Hex ($hmac.ComputeHash([Text.Encoding]::ASCII.GetBytes($report)))
exit (Send-Report ($report + 'signature: ' + $signature + "`r`n"))
