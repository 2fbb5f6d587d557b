/** The files of the archive that people read or start, by name. */
export const readme = (version: string): Readonly<Record<string, string>> => ({
  'README.txt': text(version),
  stayopen: sh,
  'stayopen.cmd': cmd,
})

/** Data lies beside the folder, so that the next release finds it. */
const sh = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
STAYOPEN_DATA=\${STAYOPEN_DATA:-$here/../stayopen-data}
export STAYOPEN_DATA
if ! command -v node >/dev/null 2>&1; then
  echo '请先安装 Node.js 20、22 或 24：https://nodejs.org' >&2
  echo 'Install Node.js 20, 22 or 24 first: https://nodejs.org' >&2
  exit 1
fi
exec node "$here/server/main.js" "$@"
`

const cmd = `@echo off\r
setlocal\r
if not defined STAYOPEN_DATA set "STAYOPEN_DATA=%~dp0..\\stayopen-data"\r
where node >nul 2>nul\r
if errorlevel 1 (\r
  echo Install Node.js 20, 22 or 24 first: https://nodejs.org\r
  pause\r
  exit /b 1\r
)\r
node "%~dp0server\\main.js" %*\r
set "stayopen_code=%errorlevel%"\r
if not "%stayopen_code%"=="0" if "%~1"=="" pause\r
exit /b %stayopen_code%\r
`

const text = (version: string) => `StayOpen 不打烊 ${version}

一、启动
  1. 在当服务器的电脑上安装 Node.js 20、22 或 24（https://nodejs.org）。不需要联网，不需要别的软件。
  2. 把本压缩包解开到一个文件夹，例如 /opt 或 D:\\。
  3. Linux、macOS：./stayopen    Windows：双击 stayopen.cmd
     第一次启动会问营业厅里的平板要不要通过网络使用这台电脑，直接按回车。窗口开着，服务器才开着。
  4. 每台平板先打开窗口里印的 http:// 网址装好证书；第一台平板再打开第二个链接（或扫码），建营业厅。
  数据放在解开的文件夹旁边的 stayopen-data 里（可用 STAYOPEN_DATA 改）。

二、平时
  备份到 U 盘：./stayopen start --backup /media/usb   马上备份：./stayopen backup /media/usb
  放回备份：先停下服务器，./stayopen restore /media/usb，再启动
  检查数据：./stayopen check      再出链接：./stayopen link
  开机自动启动：sudo ./stayopen service install --lan --backup /media/usb
  （Windows：管理员终端里 stayopen service install --lan --backup E:\\）

三、升级和退回
  升级：停下旧的，把新版解开在旧版旁边，启动新版。数据自动接着用。
  退回：停下新版，启动旧版文件夹里的 stayopen。能退回一个版本；升级前先备份一次。
  开机自动启动的：在要用的那个版本的文件夹里再运行一次 service install。

四、电脑坏了、丢了，换一台
  1. 在换上的电脑上装好 Node，解开本压缩包，先不启动。
  2. ./stayopen kit open 换机包（.kit 文件，或放着它的 U 盘），输入恢复单的前两行。
  3. 有备份的：./stayopen restore 备份文件夹。
  4. 在路由器里把原来的地址给这台电脑，再启动。平板自己回来，送回记录；经理在经理页面上核对号码，放行。

1. Start
  Install Node.js 20, 22 or 24 (https://nodejs.org) on the computer that is to be the server; no network and nothing else
  is needed. Unpack this archive. Linux, macOS: ./stayopen   Windows: stayopen.cmd
  The first start asks whether tablets on the network are served, and prints the first tablet's link and QR code.
  Data lies in stayopen-data beside the unpacked folder (or where STAYOPEN_DATA says).

2. Look after it
  ./stayopen start --backup /media/usb · ./stayopen backup /media/usb · ./stayopen restore /media/usb (stop the server
  first) · ./stayopen check · ./stayopen link · sudo ./stayopen service install --lan --backup
  /media/usb

3. Upgrade, and back
  Stop the old one, unpack the new one beside it, start the new one: it goes on with the same data. Back: stop the new one
  and start the old folder's stayopen. That works for one release; make a backup before an upgrade. Where it starts with
  the machine, run service install once more in the folder that is to be used.

4. Burnt or stolen
  On another computer with Node, unpacked and not started yet: ./stayopen kit open THE .kit FILE (or the stick with it),
  and the first two lines of the recovery sheet; ./stayopen restore FOLDER where there is a backup; give it the old address
  in the router; start. Tablets come back and bring what they hold; a manager compares a number and lets the machine in.
`
