@echo off
rem Klatch's launcher for Windows. NOT TESTED on Windows yet; it mirrors the shell script `klatch`.
rem Commands: serve, settings, chat, console, admin, warm-up, help; in the sources also test, torture, bench, package.
rem What takes a browser before a server (screenshots, bench web) works on Linux only, in WSL as well.
setlocal EnableExtensions EnableDelayedExpansion

set "KLATCH_HOME=%~dp0"
if "%KLATCH_HOME:~-1%"=="\" set "KLATCH_HOME=%KLATCH_HOME:~0,-1%"
set "PLACE=package"
set "LAUNCH=%KLATCH_HOME%"
if exist "%KLATCH_HOME%\pom.xml" (
    set "PLACE=sources"
    set "LAUNCH=%KLATCH_HOME%\app\target\launch"
)
set "JAR=%LAUNCH%\klatch.jar"

set "COMMAND=%~1"
if "%COMMAND%"=="" set "COMMAND=help"
if "%COMMAND%"=="help" goto usage

rem ---- Java 25: JAVA_HOME, then the usual folders -------------------------------------------------
set "FOUND="
call :try_java "%JAVA_HOME%"
for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks") do (
    for /d %%J in ("%%~R\*") do if not defined FOUND call :try_java "%%~J"
)
if not defined FOUND (
    echo Klatch needs a Java 25, and there is none in JAVA_HOME or in the usual folders: install one or set JAVA_HOME to it. 1>&2
    exit /b 1
)

set "AOT_FLAGS=-XX:+UseSerialGC -XX:+UseCompactObjectHeaders"
set "COMMON=%AOT_FLAGS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:-UsePerfData -Djdk.serialFilter=^!* -Dstdin.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"

rem Everything after the command, as it was written.
set "REST="
set "ALL=%*"
for /f "tokens=1,* delims= " %%A in ("%ALL%") do set "REST=%%B"

if "%COMMAND%"=="serve" goto serve
if "%COMMAND%"=="chat" goto chat
if "%COMMAND%"=="settings" goto settings
if "%COMMAND%"=="console" goto operate
if "%COMMAND%"=="admin" goto operate
if "%COMMAND%"=="warm-up" goto warmup
if "%PLACE%"=="package" (
    echo There is no command %COMMAND% here. 1>&2
    exit /b 2
)
if "%COMMAND%"=="test" goto test
if "%COMMAND%"=="torture" goto torture
if "%COMMAND%"=="bench" goto bench
if "%COMMAND%"=="package" goto package
if "%COMMAND%"=="screenshots" goto posix
echo There is no command %COMMAND%. 1>&2
exit /b 2

:serve
call :have_jar || exit /b 1
"%FOUND%\bin\java" %COMMON% -XX:-CreateCoredumpOnCrash -Xms24m -Xmn16m -Xmx512m -Xss512k -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30 -XX:-ShrinkHeapInSteps -XX:+ExitOnOutOfMemoryError %KLATCH_JAVA_OPTIONS% -jar "%JAR%" serve %REST%
exit /b %ERRORLEVEL%

:chat
call :have_jar || exit /b 1
"%FOUND%\bin\java" %COMMON% -Xms16m -Xmx128m -Xss512k -XX:TieredStopAtLevel=1 %KLATCH_JAVA_OPTIONS% -jar "%JAR%" chat %REST%
exit /b %ERRORLEVEL%

:settings
call :have_jar || exit /b 1
"%FOUND%\bin\java" %COMMON% -Xms16m -Xmx128m -Xss512k -XX:TieredStopAtLevel=1 %KLATCH_JAVA_OPTIONS% -jar "%JAR%" settings %REST%
exit /b %ERRORLEVEL%

:operate
call :have_jar || exit /b 1
"%FOUND%\bin\java" %COMMON% -Xms16m -Xmx128m -Xss512k -XX:TieredStopAtLevel=1 %KLATCH_JAVA_OPTIONS% -jar "%JAR%" %COMMAND% %REST%
exit /b %ERRORLEVEL%

:warmup
echo The warm-up needs the signals of a POSIX system; on Windows starts stay as they are.
exit /b 0

:test
call :maven verify -ntp --fail-at-end
exit /b %ERRORLEVEL%

:torture
call :maven verify -ntp --fail-at-end -Dtest.tags=torture -Dtest.tags.left.out=
exit /b %ERRORLEVEL%

:bench
if "%~2"=="web" goto posix
call :have_jar || exit /b 1
"%FOUND%\bin\java" %COMMON% -Xms256m -Xmx2g %KLATCH_JAVA_OPTIONS% -cp "%KLATCH_HOME%\bench\target\classes;%JAR%" dev.klatch.bench.Main %REST%
exit /b %ERRORLEVEL%

:posix
echo This takes a browser before a server in a network of their own, which only Linux has: run it in WSL. 1>&2
exit /b 1

:package
call :maven package -pl app -am -Dmaven.test.skip=true || exit /b 1
if not exist "%KLATCH_HOME%\dist" mkdir "%KLATCH_HOME%\dist"
copy /y "%KLATCH_HOME%\app\target\klatch-*.zip" "%KLATCH_HOME%\dist\" >nul
exit /b %ERRORLEVEL%

:have_jar
if exist "%JAR%" exit /b 0
if "%PLACE%"=="package" (
    echo klatch.jar is not beside this script: unpack the whole zip. 1>&2
    exit /b 1
)
echo First build: compiles Klatch and downloads, once, the libraries it is made of. 1>&2
call :maven package -pl app,bench -am -Dmaven.test.skip=true -Dassembly.skipAssembly=true || exit /b 1
if not exist "%LAUNCH%" mkdir "%LAUNCH%"
copy /y "%KLATCH_HOME%\app\target\klatch.jar" "%JAR%" >nul
exit /b %ERRORLEVEL%

:maven
set "JAVA_HOME=%FOUND%"
set "MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED %MAVEN_OPTS%"
where mvn >nul 2>nul
if errorlevel 1 (
    call "%KLATCH_HOME%\mvnw.cmd" -B -f "%KLATCH_HOME%\pom.xml" %*
) else (
    call mvn -B -f "%KLATCH_HOME%\pom.xml" %*
)
exit /b %ERRORLEVEL%

rem Sets FOUND if the folder is the home of a Java 25.
:try_java
if "%~1"=="" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /b /r /c:"JAVA_VERSION=.25[.\"-]" "%~1\release" >nul && set "FOUND=%~1"
exit /b 0

:usage
echo klatch: self-hosted chat, one process, one port, one data folder.
echo.
echo   klatch serve [OPTIONS]        run the server (klatch serve --help)
echo   klatch settings [OPTIONS]     show the server's settings and where they come from
echo   klatch chat [URL] [OPTIONS]   run the terminal client (klatch chat --help)
echo   klatch console [OPTIONS]      the console of a server that runs already
echo   klatch admin VERB ...         one command for a server that runs already
echo   klatch help                   this text
echo.
echo In the sources also: klatch test, klatch torture, klatch bench, klatch package.
echo This script mirrors the one for Linux and macOS and is not tested on Windows yet.
exit /b 0
