#!/bin/sh
# Gives the packages the versions that the changesets ask for, and the lock file the same.
set -e
npx changeset version
npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund
