#!/bin/sh
# Starts statebox. Where STATEBOX_SERVICES is not set, all stores are served whose servers are in the image or mounted.
# The path of this script is what test-container libraries start in images that stand in for LocalStack's.
set -eu
if [ -z "${STATEBOX_SERVICES:-}" ]; then
  STATEBOX_SERVICES=sqs,dynamodb,kinesis
  if [ -n "${STATEBOX_REDIS_SERVER:-}" ] || command -v redis-server >/dev/null; then STATEBOX_SERVICES=$STATEBOX_SERVICES,redis; fi
  if [ -n "${STATEBOX_MONGOD:-}" ] || command -v mongod >/dev/null; then STATEBOX_SERVICES=$STATEBOX_SERVICES,mongodb; fi
  export STATEBOX_SERVICES
fi
[ $# -gt 0 ] || set -- serve
case $1 in
  sh|bash|/*) ;;
  statebox) ;;
  *) set -- statebox "$@" ;;
esac
exec "$@"
