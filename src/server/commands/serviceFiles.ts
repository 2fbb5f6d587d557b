/** What is to run with the machine. */
export interface ServiceOf {
  /** Programs and folders, absolute. */
  readonly node: string
  readonly program: string
  /** What stands behind it: `start --lan`. */
  readonly args: readonly string[]
  /** Where it runs. */
  readonly folder: string
  readonly data: string
  readonly user: string
  /** Its settings: `STAYOPEN_…`. */
  readonly env: Readonly<Record<string, string>>
}

/** A unit for systemd: started with the machine and again 2 s after it ends, and allowed to write where it must. */
export function unitText({ node, program, args, folder, data, user, env }: ServiceOf): string {
  const writes = [data, ...(env.STAYOPEN_BACKUP ? [env.STAYOPEN_BACKUP] : [])]
  return `[Unit]
Description=StayOpen hall server
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
Type=exec
User=${user}
WorkingDirectory=${escaped(folder)}
ExecStart=${quoted(node)} ${quoted(program)} ${args.join(' ')}
${Object.entries(env)
  .map(([name, value]) => `Environment=${quoted(`${name}=${value}`, false)}`)
  .join('\n')}
Restart=always
RestartSec=2
TimeoutStopSec=60
UMask=0077
# It listens, writes its data and its backups, and nothing else.
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
# A stick that is not plugged in keeps nothing from starting.
ReadWritePaths=${writes.map((path) => quoted(`-${path}`)).join(' ')}
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
CapabilityBoundingSet=

[Install]
WantedBy=multi-user.target
`
}

/** Percent signs name things in a unit. */
const escaped = (text: string): string => text.replaceAll('%', '%%')
/** One word of a unit; in a command a dollar sign names a variable. */
const quoted = (text: string, isCommand = true): string =>
  `"${escaped(text)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('$', isCommand ? '$$$$' : '$')}"`

/** A task for the Windows task scheduler (schema 1.3): at the start of the machine, under this user without their password, and again a minute after it ends. */
export function taskXml({ node, program, args, folder, user, env }: ServiceOf): string {
  const settings = Object.entries(env).map(([name, value]) => `set "${name}=${value.replaceAll('%', '%%')}"`)
  const line = [...settings, `"${node}" "${program}" ${args.join(' ')}`].join(' && ')
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>StayOpen hall server</Description></RegistrationInfo>
  <Triggers>
    <BootTrigger><Enabled>true</Enabled></BootTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author"><UserId>${xml(user)}</UserId><LogonType>S4U</LogonType><RunLevel>LeastPrivilege</RunLevel></Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>cmd.exe</Command><Arguments>${xml(`/d /s /c "${line}"`)}</Arguments><WorkingDirectory>${xml(folder)}</WorkingDirectory></Exec>
  </Actions>
</Task>
`
}

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
