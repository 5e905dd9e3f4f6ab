#!/bin/sh
# Applies the changesets to the versions of the packages, and updates the lock file.
set -e
npx changeset version
npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund
