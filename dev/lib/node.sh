# shellcheck shell=bash
# Node's packages.

# node_install FOLDER...: its packages, exactly as locked, where they are not there already.
node_install() {
    local folder
    command -v npm >/dev/null || die 'Node.js 20 or newer with npm is needed'
    make_state
    for folder in "$@"; do
        cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed" && continue
        quietly "installing the packages of ${folder#"$top/"}" "$state/npm.log" \
            npm ci --prefix "$folder" --no-audit --no-fund --ignore-scripts
        cp "$folder/package-lock.json" "$folder/node_modules/.installed"
    done
}
