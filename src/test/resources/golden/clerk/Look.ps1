# TLS Ready, Look.ps1. Reads what matters for TLS from the registry and writes it into a report; changes nothing.
# How to run it, in a command window, from this folder:
#   powershell -NoProfile -ExecutionPolicy Bypass -File Look.ps1
# To tell computers apart without naming them, give all of them the same words of your own:
#   powershell -NoProfile -ExecutionPolicy Bypass -File Look.ps1 -Salt "our words"
# The report, TLS-Ready-report.txt, is written beside this file, or to the desktop, or to the folder for temporary
# files, or where -Report says. It is the report that Look.cmd writes; its form is described in docs/evidence-report.md
# of TLS Ready. Runs with PowerShell 2.0 and later, needs no administrator.
# Exit codes: 0 the report is written
#             2 no report could be written
param([string]$Salt = 'TLS Ready', [string]$Report = '')

# A 32-bit PowerShell on 64-bit Windows sees the registry of 32-bit programs only: the other one does the work.
if ($env:PROCESSOR_ARCHITEW6432) {
    $native = $env:SystemRoot + '\Sysnative\WindowsPowerShell\v1.0\powershell.exe'
    $same = @('-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', $MyInvocation.MyCommand.Path)
    if ($Salt -ne '') { $same += @('-Salt', $Salt) }
    if ($Report -ne '') { $same += @('-Report', $Report) }
    & $native $same
    exit $LASTEXITCODE
}

# Keys and the values read of them. 64-bit Windows keeps two copies of the first ones.
$software = @(
    'Microsoft\NET Framework Setup\NDP|',
    'Microsoft\NET Framework Setup\NDP\v1.1.4322|Install SP',
    'Microsoft\NET Framework Setup\NDP\v2.0.50727|Install SP Version',
    'Microsoft\NET Framework Setup\NDP\v3.0|Install SP Version',
    'Microsoft\NET Framework Setup\NDP\v3.0\Setup|InstallSuccess Version',
    'Microsoft\NET Framework Setup\NDP\v3.5|Install SP Version',
    'Microsoft\NET Framework Setup\NDP\v4|',
    'Microsoft\NET Framework Setup\NDP\v4\Client|Install Release Version',
    'Microsoft\NET Framework Setup\NDP\v4\Full|Install Release Version',
    'Microsoft\.NETFramework|',
    'Microsoft\.NETFramework\v4.0.30319|SchUseStrongCrypto SystemDefaultTlsVersions',
    'Microsoft\.NETFramework\v2.0.50727|SchUseStrongCrypto SystemDefaultTlsVersions',
    'Microsoft\.NETFramework\AppContext|Switch.System.Net.DontEnableSchUseStrongCrypto Switch.System.Net.DontEnableSystemDefaultTlsVersions',
    'Microsoft\Windows\CurrentVersion\Internet Settings|SecureProtocols',
    'Microsoft\Windows\CurrentVersion\Internet Settings\WinHttp|DefaultSecureProtocols'
)
$shared = @(
    'HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion|ProductName EditionID InstallationType CurrentVersion CurrentBuild CurrentBuildNumber UBR CSDVersion DisplayVersion ReleaseId',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols|',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\SSL 2.0|',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\SSL 2.0\Client|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\SSL 2.0\Server|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\SSL 3.0|',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\SSL 3.0\Client|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\SSL 3.0\Server|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.0|',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.0\Client|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.0\Server|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.1|',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.1\Client|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.1\Server|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2|',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Server|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.3|',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.3\Client|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.3\Server|Enabled DisabledByDefault',
    'HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings|SecureProtocols',
    'HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Cryptography\Configuration\SSL\00010002|Functions',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Cryptography\Configuration\Local\SSL\00010002|Functions',
    'HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Internet Settings|SecureProtocols',
    'HKEY_CURRENT_USER\Software\Policies\Microsoft\Windows\CurrentVersion\Internet Settings|SecureProtocols',
    'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Lsa\FipsAlgorithmPolicy|Enabled'
)
$updates = @('KB3140245', 'KB3154517', 'KB3154518', 'KB3154519', 'KB3154520', 'KB3156421', 'KB4019276', 'KB2919355', 'KB3042058', 'KB5017811')

$lines = New-Object System.Collections.ArrayList

function Add-Line([string]$line) {
    [void]$script:lines.Add($line)
}

# The key, $null if it is not there; what may not be read throws an exception.
function Open-Key([string]$path) {
    $cut = $path.IndexOf('\')
    $hive = [Microsoft.Win32.Registry]::LocalMachine
    if ($path.Substring(0, $cut) -eq 'HKEY_CURRENT_USER') {
        $hive = [Microsoft.Win32.Registry]::CurrentUser
    }
    return $hive.OpenSubKey($path.Substring($cut + 1))
}

# Type and data as reg query prints them; nothing for types that .NET does not know.
function Format-Value($key, [string]$name) {
    $kind = '' + $key.GetValueKind($name)
    $data = $key.GetValue($name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
    if ($kind -eq 'DWord') { return 'REG_DWORD    0x' + ([int]$data).ToString('x') }
    if ($kind -eq 'QWord') { return 'REG_QWORD    0x' + ([long]$data).ToString('x') }
    if ($kind -eq 'String') { return 'REG_SZ    ' + $data }
    if ($kind -eq 'ExpandString') { return 'REG_EXPAND_SZ    ' + $data }
    if ($kind -eq 'MultiString') { return 'REG_MULTI_SZ    ' + [string]::Join('\0', [string[]]$data) }
    if ($kind -ne 'Binary' -and $kind -ne 'None') { return '' }
    $bytes = ''
    foreach ($byte in [byte[]]$data) { $bytes = $bytes + $byte.ToString('X2') }
    return 'REG_' + $kind.ToUpperInvariant() + '    ' + $bytes
}

# A key with the values named; "absent" is what was looked for and is not there.
function Add-Key([string]$path, [string]$names) {
    Add-Line ''
    $key = $null
    try {
        $key = Open-Key $path
    } catch {
        Add-Line ('unreadable key: ' + $path)
        return
    }
    if ($key -eq $null) {
        Add-Line ('absent key: ' + $path)
        return
    }
    Add-Line $path
    $there = $key.GetValueNames()
    foreach ($name in $names.Split(' ')) {
        if ($name -ne '') {
            if ($there -contains $name) {
                $data = ''
                try { $data = Format-Value $key $name } catch { $data = '' }
                if ($data -ne '') { Add-Line ('    ' + $name + '    ' + $data) }
            } else {
                Add-Line ('    ' + $name + '    absent')
            }
        }
    }
    $key.Close()
}

function Add-Places([string]$root, $places) {
    foreach ($place in $places) {
        $parts = $place.Split('|')
        Add-Key ($root + $parts[0]) $parts[1]
    }
}

# ArcGIS products: version, patches, and what ArcMap is told about .NET.
function Add-ArcGis([string]$root) {
    $esri = $null
    try { $esri = Open-Key ($root + 'ESRI') } catch { return }
    if ($esri -eq $null) { return }
    foreach ($product in $esri.GetSubKeyNames()) {
        if ($product -match '^(Desktop|Engine|Server|ArcGISPro)') {
            $path = $root + 'ESRI\' + $product
            Add-Key $path 'RealVersion'
            $folder = ''
            $patches = $null
            try {
                $folder = '' + (Open-Key $path).GetValue('InstallDir')
                $patches = Open-Key ($path + '\Updates')
            } catch {
                $patches = $null
            }
            if ($patches -ne $null) {
                foreach ($patch in $patches.GetSubKeyNames()) {
                    Add-Key ($path + '\Updates\' + $patch) 'Name QFE_ID'
                }
            }
            Add-Config $folder
        }
    }
}

function Add-Config([string]$folder) {
    if ($folder -eq '') { return }
    $file = $folder + 'bin\ArcMap.exe.config'
    if (-not (Test-Path -LiteralPath $file)) { return }
    Add-Line ''
    foreach ($line in [IO.File]::ReadAllLines($file)) {
        if ($line -match '<(supportedRuntime|AppContextSwitchOverrides)\s+([^<>/]*)') {
            Add-Line ('config: ' + $matches[1] + ' ' + $matches[2].Trim())
        }
    }
}

# The first 12 hexadecimal digits of SHA-256 of salt, vertical bar and name. Where FIPS mode forbids it, nothing.
function Get-Pseudonym {
    $text = [Text.Encoding]::UTF8.GetBytes($Salt + '|' + ([Environment]::MachineName).ToUpperInvariant())
    try {
        $hash = (New-Object System.Security.Cryptography.SHA256Managed).ComputeHash($text)
    } catch {
        return 'not collected'
    }
    $digits = ''
    foreach ($byte in $hash) { $digits = $digits + $byte.ToString('x2') }
    return $digits.Substring(0, 12) + ', salt: ' + $Salt
}

function Get-Elevated {
    $me = New-Object System.Security.Principal.WindowsPrincipal ([System.Security.Principal.WindowsIdentity]::GetCurrent())
    if ($me.IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)) { return 'yes' }
    return 'no'
}

# Only updates that are there are told: newer ones contain the older, so that a missing number says nothing.
function Add-Updates {
    try {
        foreach ($fix in (Get-WmiObject -Class Win32_QuickFixEngineering)) {
            if ($updates -contains $fix.HotFixID) { Add-Line ('update: ' + $fix.HotFixID) }
        }
    } catch {
        Add-Line '; The list of updates could not be read.'
    }
}

Add-Line 'TLS-READY-REPORT 1'
Add-Line '; What this computer says about TLS: versions of Windows, .NET and ArcGIS, and registry values. Nothing was changed.'
Add-Line '; It holds no name of a user or of this computer, no address and no folder of yours. The computer''s name went into'
Add-Line '; the word after "computer:", out of which only somebody who tries all names can get it again.'
Add-Line '; What was read: the keys named below, and of them only the values named below; of ArcMap.exe.config only the lines'
Add-Line '; about versions and switches of .NET; the numbers of updates. "absent": looked for, not there. "unreadable": may be there.'
Add-Line 'tool: Look.ps1 1'
Add-Line ('computer: ' + (Get-Pseudonym))
Add-Line ('' + (& cmd.exe /c ver | Where-Object { $_ -ne '' }))
Add-Line ('architecture: ' + $env:PROCESSOR_ARCHITECTURE)
Add-Line ('process: ' + $env:PROCESSOR_ARCHITECTURE)
Add-Line ('elevated: ' + (Get-Elevated))
Add-Updates
Add-Places 'HKEY_LOCAL_MACHINE\SOFTWARE\' $software
$wide = $env:PROCESSOR_ARCHITECTURE -ne 'x86'
if ($wide) { Add-Places 'HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\' $software }
Add-Places '' $shared
Add-ArcGis 'HKEY_LOCAL_MACHINE\SOFTWARE\'
if ($wide) { Add-ArcGis 'HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432Node\' }
Add-Line ''
Add-Line 'TLS-READY-REPORT END'

$lines | ForEach-Object { Write-Output $_ }
$places = @($Report)
if ($Report -eq '') {
    $places = @()
    if ($MyInvocation.MyCommand.Path) { $places += (Split-Path -Parent $MyInvocation.MyCommand.Path) + '\TLS-Ready-report.txt' }
    $places += [Environment]::GetFolderPath('Desktop') + '\TLS-Ready-report.txt'
    $places += $env:TEMP + '\TLS-Ready-report.txt'
}
foreach ($place in $places) {
    try {
        [IO.File]::WriteAllLines($place, [string[]]$lines.ToArray(), (New-Object System.Text.UTF8Encoding($false)))
        Write-Output ''
        Write-Output ('Nothing was changed. This text is in the file "' + $place + '"')
        exit 0
    } catch {
        continue
    }
}
Write-Output 'No report could be written. The text above can be copied all the same.'
exit 2
