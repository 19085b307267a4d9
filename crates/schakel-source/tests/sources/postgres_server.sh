#!/bin/sh
# Runs a PostgreSQL server in the folder $2 on the port $3 until standard input ends, then takes all of it away.
# $1 holds the programs of the server; $4 is on or off for encryption. Prints one line when the server is ready.
set -eu
bin=$1 folder=$2 port=$3 ssl=$4
as=""
if [ "$(id -u)" -eq 0 ]; then
  # The server refuses to run as root.
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  as="setpriv --reuid=$(id -u "$user") --regid=$(id -g "$user") --clear-groups"
fi
end() {
  $as "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap end EXIT
cd "$folder"
{
  authority="-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
  openssl req $authority -subj "/CN=School authority" -keyout ca.key -out ca.pem
  openssl req $authority -subj "/CN=Other authority" -keyout other.key -out other.pem
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=localhost" \
    -keyout server.key -out server.csr
  echo "subjectAltName=DNS:localhost" >server.ext
  openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile server.ext -out server.crt
  chmod 600 server.key
  [ -z "$as" ] || chown -R "$user" "$folder"
  chmod 755 "$folder"
  $as "$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C -N
  printf 'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n' >data/pg_hba.conf
  cat >>data/postgresql.conf <<EOF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$folder'
ssl = $ssl
ssl_cert_file = '$folder/server.crt'
ssl_key_file = '$folder/server.key'
fsync = off
log_statement = none
timezone = 'America/New_York'
datestyle = 'SQL, DMY'
EOF
  $as "$bin/pg_ctl" -D data -l log -w -s start
  psql -h "$folder" -p "$port" -U postgres -q -c "CREATE ROLE lezer LOGIN PASSWORD 'geheim van lezer'"
} >setup.log 2>&1 </dev/null || {
  cat setup.log >&2
  exit 1
}
echo ready
cat >/dev/null
