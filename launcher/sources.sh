# What ./klatch does in the sources beyond starting the jar: build, test, package, bench.
# Read by ./klatch, whose variables and functions it uses; runs on any POSIX shell.
# shellcheck shell=sh disable=SC2154

# ---- Maven ------------------------------------------------------------------------------------

# Maven from the PATH, or else the wrapper script, which fetches one.
find_maven() {
    if command -v mvn >/dev/null 2>&1; then
        mvn=mvn
    elif command -v curl >/dev/null 2>&1 || command -v wget >/dev/null 2>&1; then
        mvn=$home/mvnw
    else
        fail "Klatch is built with Maven, and there is no mvn on the PATH, nor curl or wget to" \
            "fetch it: install maven."
    fi
}

# The browser client is built with Node; nothing else needs it.
find_node() {
    command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
        fail "Klatch's browser client is built with Node 20.19 or newer and npm, and they are not" \
            "on the PATH: install nodejs and npm. A finished package (./klatch package) needs neither."
}

# Runs Maven on the Java 25 that was found, whatever `java` is.
maven() {
    options='--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED'
    JAVA_HOME=$java_home MAVEN_OPTS="$options ${MAVEN_OPTS:-}" \
        "$mvn" -B -Dstyle.color=never -f "$home/pom.xml" "$@" </dev/null
}

# Turns Maven's log into one line a step; downloads are counted, on a terminal in place. (A loop of
# the shell, since some awks wait for a full block before they look at anything.)
show_progress() {
    fetched=0
    errors=0
    end='\n'
    step=100
    if [ -t 2 ]; then
        end='\r'
        step=1
    fi
    while IFS= read -r line; do
        case $line in
            *'Downloaded from'*)
                fetched=$((fetched + 1))
                [ $((fetched % step)) = 0 ] && printf "  %d files downloaded $end" "$fetched"
                ;;
            '[INFO] Building Klatch: '*)
                line=${line#'[INFO] Building '}
                printf '  %-40s\n' "${line%% [0-9]*} ${line##* }"
                ;;
            '[ERROR]'*)
                errors=$((errors + 1))
                [ "$errors" -le 20 ] && printf '%s\n' "$line"
                ;;
        esac
    done >&2
}

# ---- build ------------------------------------------------------------------------------------

# Only one of several ./klatch at a time builds; the others wait for it.
lock_build() {
    find_maven
    find_node
    mkdir -p "$launch" || exit 1
    waited=no
    until mkdir "$launch/lock" 2>/dev/null; do
        holder=$(cat "$launch/lock/pid" 2>/dev/null)
        if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
            rm -rf "$launch/lock"
            continue
        fi
        [ "$waited" = no ] && say "Another ./klatch is building; waiting for it."
        waited=yes
        sleep 1
    done
    echo $$ >"$launch/lock/pid"
    trap 'rm -rf "$launch/lock"' EXIT
    trap 'exit 130' INT TERM HUP
}

unlock_build() {
    find_maven
    rm -rf "$launch/lock"
    trap - EXIT INT TERM HUP
}

# True if any source is newer than the last build.
is_stale() {
    [ -f "$jar" ] && [ -f "$launch/built" ] || return 0
    [ -n "$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main "$home"/web/src \
        "$home"/web/public "$home"/web/index.html "$home"/web/*.json "$home"/web/vite.config.ts \
        -type f -newer "$launch/built" -print 2>/dev/null | head -n 1)" ]
}

# Puts a finished jar where it is started from, by a rename: a server that runs from the old one
# keeps it. An equal jar stays, and with it the AOT cache that was made for it.
place_jar() {
    built_jar=$home/app/target/klatch.jar
    [ -f "$built_jar" ] || fail "The build made no $built_jar."
    if ! cmp -s "$built_jar" "$jar"; then
        rm -f "$launch"/klatch-*.aot "$launch"/klatch-*.aot.key
        cp "$built_jar" "$jar.new" && mv -f "$jar.new" "$jar" || exit 1
    fi
    mv -f "$launch/building" "$launch/built"
}

# Runs Maven with these arguments, shows how far it is, and puts the jar in its place.
build() {
    # Made before the build, so that an edit during the build counts as newer.
    : >"$launch/building"
    {
        maven package -am -Dmaven.test.skip=true "$@" 2>&1
        echo $? >"$launch/status"
    } | tee "$launch/build.log" | show_progress
    [ "$(cat "$launch/status")" = 0 ] || fail "The build failed; all of it: $launch/build.log"
    place_jar
}

build_if_stale() {
    is_stale || return 0
    lock_build
    if is_stale; then
        if [ -f "$jar" ]; then
            say "The sources changed: building Klatch."
        else
            say "First build: compiles Klatch and downloads, once, the libraries it is made of" \
                "(about 100 MB)."
        fi
        build -pl app,bench -Dassembly.skipAssembly=true
    fi
    unlock_build
}

# ---- package ----------------------------------------------------------------------------------

do_package() {
    lock_build
    build -pl app,bench
    mkdir -p "$home/dist"
    rm -f "$home"/dist/klatch-*.zip
    cp "$home"/app/target/klatch-*.zip "$home/dist/" || exit 1
    unlock_build
    for zip in "$home"/dist/klatch-*.zip; do
        printf '%s\n' "$zip"
    done
}

# ---- test -------------------------------------------------------------------------------------

# Debian's package for each program that the tests need beyond a JDK and Maven.
needed_programs='strace:strace tmux:tmux unshare:util-linux ip:iproute2 curl:curl certutil:libnss3-tools chromium:chromium sslscan:sslscan testssl:testssl.sh'

missing_packages() {
    for entry in $needed_programs; do
        PATH=$PATH:/usr/sbin:/sbin command -v "${entry%%:*}" >/dev/null 2>&1 || printf '%s ' "${entry#*:}"
    done
}

install_needed() {
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null 2>&1 ||
        fail "--install knows apt-get only; install these by hand: $missing"
    [ "$(id -u)" = 0 ] || fail "--install needs root; run: sudo apt-get install $missing"
    say "Installing what the tests need: $missing"
    # shellcheck disable=SC2086
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
        --no-install-recommends $missing; } >&2 </dev/null || fail "apt-get failed."
}

# Sums the reports of all modules: "run failed skipped".
count_reports() {
    cat "$home"/*/target/surefire-reports/*.txt 2>/dev/null | awk -F'[:,] *' '
        /^Tests run:/ { run += $2; bad += $4 + $6; skipped += $8 }
        END { printf "%d %d %d\n", run, bad, skipped }'
}

# Minutes by module, from Maven's own summary, and by kind of test, from the reports.
report_minutes() {
    say "Minutes by part:"
    sed -n 's/^\[INFO\] Klatch: \([a-z]*\) \.*.* \([A-Z]*\) \[ *\([0-9.:]*\) \(min\|s\)\].*/\1 \3 \4/p' \
        "$1" | awk '
        { if ($3 == "min") { split($2, part, ":"); minutes = part[1] + part[2] / 60 }
          else minutes = $2 / 60
          printf "  %-24s %5.1f\n", $1, minutes }' >&2
    cat "$home"/*/target/surefire-reports/*.txt 2>/dev/null | awk '
        /^Tests run:/ {
            class = $NF; kind = "units (*Test)"
            if (class ~ /StoreTest$/) kind = "stores (*StoreTest)"
            if (class ~ /SystemTest$/) kind = "systems (*SystemTest)"
            for (i = 1; i < NF; i++) if ($i == "elapsed:") seconds[kind] += $(i + 1)
        }
        END { for (kind in seconds) printf "  %-24s %5.1f\n", kind, seconds[kind] / 60 }' |
        sort >&2
}

# A step of the browser client that takes a real browser before a server from the jar that was built;
# in a network of their own, in which this machine has a private address as well.
in_browser() {
    unshare --user --map-root-user --net sh -c '
        ip link set lo up && ip link add klatch0 type veth peer name klatch1 &&
            ip address add 10.77.0.1/24 dev klatch0 && ip link set klatch0 up &&
            ip link set klatch1 up && cd "$1" && exec node run.mjs "$2"' sh "$home/web" "$1"
}

# Runs Maven over everything and judges by the reports, so that one failure hides no other.
run_tests() {
    find_maven
    # First, so that no test that starts ./klatch finds the jar stale and builds beside Maven.
    if ! (build_if_stale); then
        printf '0 passed, 1 failed\n'
        exit 1
    fi
    log=$home/app/target/test.log
    rm -rf "$home"/*/target/surefire-reports
    started=$(date +%s)
    { maven verify -ntp --fail-at-end -Dmaven.test.failure.ignore=true "$@" 2>&1
        echo $? >"$log.status"; } | tee "$log"
    # Maven's last output may be a colour code without a line end.
    printf '\n'
    status=$(cat "$log.status")
    browsed=$(date +%s)
    browser_status=0
    [ -n "${1:-}" ] || in_browser e2e || browser_status=1
    browsed=$(($(date +%s) - browsed))
    seconds=$(($(date +%s) - started))
    report_minutes "$log"
    say "  browser                  $((browsed / 60)).$((browsed % 60 / 6))"
    say "  all                      $((seconds / 60)).$((seconds % 60 / 6))"
    if [ "$seconds" -gt $((38 * 60)) ]; then
        say "!!!!!!!! TOO LONG: more than 38 minutes in all. Move tests to ./klatch torture. !!!!!!!!"
    fi
    # shellcheck disable=SC2046
    set -- $(count_reports)
    run=$1
    failed=$2
    skipped=$3
    if [ "$status" != 0 ]; then
        say "A gate failed: $(grep '^\[ERROR\] Failed to execute goal' "$log" | head -n 3)"
        failed=$((failed + 1))
        run=$((run + 1))
    fi
    if [ "$browser_status" != 0 ] && [ "$failed" = 0 ]; then
        say "The browser tests ended without a count."
        failed=1
        run=$((run + 1))
    fi
    if [ "$skipped" != 0 ]; then
        say "$skipped tests were skipped; here that counts as failed."
        failed=$((failed + skipped))
    fi
    [ "$run" != 0 ] || say "No test ran at all."
    printf '%d passed, %d failed\n' $((run - failed)) "$failed"
    [ "$failed" = 0 ] && [ "$run" != 0 ]
}

do_test() {
    case ${1:-} in
        --install) install_needed ;;
        '') ;;
        *)
            say "klatch test takes --install and nothing else."
            exit 2
            ;;
    esac
    missing=$(missing_packages)
    if [ -n "$missing" ]; then
        fail "The tests need more than is here: $missing- install it, or let" \
            "./klatch test --install do it (Debian and Ubuntu, as root)."
    fi
    run_tests
}

# The long tests, those tagged `torture`, and no others.
do_torture() {
    missing=$(missing_packages)
    [ -z "$missing" ] || fail "The tests need more than is here: $missing"
    run_tests -Dtest.tags=torture -Dtest.tags.left.out= "$@"
}

# The pictures in docs/img, made anew.
do_screenshots() {
    missing=$(missing_packages)
    [ -z "$missing" ] || fail "The pictures need more than is here: $missing"
    find_node
    build_if_stale
    in_browser screenshots
}

# ---- bench ------------------------------------------------------------------------------------

do_bench() {
    build_if_stale
    if [ "${1:-}" = web ]; then
        find_node
        in_browser measure
        return
    fi
    set -f
    # shellcheck disable=SC2086
    exec "$java_home/bin/java" $bench_flags ${KLATCH_JAVA_OPTIONS:-} \
        -cp "$home/bench/target/classes:$jar" dev.klatch.bench.Main "$@"
}
