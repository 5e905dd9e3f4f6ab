/** Options that take a secret in some programs, and have another meaning in others. */
export interface ProgramRules {
  /** Options whose next argument is a secret. Some are words without a dash. */
  readonly next?: readonly string[];
  /** Options that are followed by a secret in the same argument. */
  readonly joined?: readonly string[];
  /** Options whose value is a user, a separator and a password. The value may follow in the same argument. */
  readonly pair?: readonly string[];
  /** The separator of a pair. Default: a colon. */
  readonly separator?: string;
  /** Whether `--user a:b` means a user and a group. */
  readonly hasGroups?: boolean;
  /** The rules after a subcommand. */
  readonly subcommands?: Readonly<Record<string, ProgramRules>>;
}

/** The rules of a program that has none. */
export const noRules: ProgramRules = {};

/** Returns the rules of an option whose value may follow in the same argument or in the next. */
const both = (...options: readonly string[]): ProgramRules => ({ next: options, joined: options });

const login = { login: both('-p') };

/** The rules of programs, by their names. */
const table: readonly (readonly [names: string, rules: ProgramRules])[] = [
  [
    `mysql mysqladmin mysqldump mysqlimport mysqlcheck mysqlshow mysqlslap mysqlbinlog mysqlpump mysqlrepair mysqlanalyze
    mysqloptimize mysqlsh mysql_upgrade mysql_secure_installation mysqlhotcopy mariadb mariadb-dump mariadb-admin
    mariadb-import mariadb-check mariadb-show mariadb-slap mariadb-binlog mariadb-upgrade mariadb-backup mariabackup
    mariadb-conv mariadb-hotcopy mariadb-secure-installation xtrabackup innobackupex 7z 7za 7zr 7zz`,
    { joined: ['-p'] },
  ],
  ['mycli mytop mydumper myloader', both('-p')],
  ['mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat mongotop mongofiles', both('-p')],
  ['sqlcmd bcp osql tsql freebcp fisql defncopy sqsh', both('-P')],
  ['ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami ldapcompare ldapmodrdn ldapexop', both('-w')],
  ['ldappasswd', both('-w', '-s', '-a')],
  ['kadmin squidclient', both('-w')],
  ['redis-cli keydb-cli valkey-cli', { next: ['-a', 'AUTH', 'auth'] }],
  ['sshpass', both('-p')],
  ['ssh scp sftp rsync mosh autossh', noRules],
  ['ssh-keygen', both('-N', '-P')],
  [
    'smbclient rpcclient net smbget smbcacls smbcquotas smbtree winexe samba-tool',
    { pair: ['-U', '--user'], separator: '%' },
  ],
  ['lftp', { pair: ['-u', '--user'], separator: ',' }],
  ['curl curlie', { next: ['-b'], pair: ['-u', '--user', '-U', '--proxy-user', '-E', '--cert', '--proxy-cert'] }],
  ['http https xh xhs', { pair: ['-a', '--auth'] }],
  ['hey oha', { pair: ['-a'] }],
  ['ab', { pair: ['-A', '-P'] }],
  ['ttyd gotty', { pair: ['-c'] }],
  ['transmission-remote', { pair: ['-n'] }],
  ['docker podman nerdctl buildah docker-compose podman-compose', { hasGroups: true, subcommands: login }],
  ['kubectl oc', { hasGroups: true, subcommands: { ...login, secret: { pair: ['--from-literal'], separator: '=' } } }],
  ['chroot setpriv systemd-run start-stop-daemon bwrap unshare runc crun', { hasGroups: true }],
  ['skopeo helm oras crane regctl az cf ibmcloud', { subcommands: login }],
  ['cargo', { next: ['login'] }],
  ['ngrok', { next: ['authtoken', 'add-authtoken'] }],
  ['dotnet nuget', { next: ['-k'] }],
  [
    `twine rdesktop cqlsh couchbase-cli cbq rabbitmqadmin openfortivpn cypher-shell ncftpget ncftpput ncftpls hydra
    evil-winrm crackmapexec nxc netexec smbmap useradd usermod newusers ipmipower ipmi-sensors ipmi-sel ipmi-fru`,
    both('-p'),
  ],
  ['ipmitool ipmiutil mosquitto_pub mosquitto_sub mosquitto_rr zip unzip zipcloak deluge-console', both('-P')],
  ['rar unrar', { joined: ['-p', '-hp'] }],
  [
    'snmpwalk snmpget snmpgetnext snmpset snmpbulkwalk snmpbulkget snmpstatus snmptable snmptrap',
    both('-c', '-A', '-X'),
  ],
  ['xfreerdp xfreerdp3 wlfreerdp sdl-freerdp', { next: ['-p'], joined: ['/p:', '/gp:'] }],
  ['openssl', { next: ['-k', '-K', '-hmac'] }],
  ['influx', { next: ['-t'] }],
  ['swaks', { next: ['-ap'] }],
  ['sendemail', { next: ['-xp'] }],
  ['nmcli', { next: ['password', 'wifi-sec.psk', 'wep-key'] }],
  ['pdftk', { next: ['user_pw', 'owner_pw', 'input_pw'] }],
  ['convertto-securestring', { next: ['ConvertTo-SecureString'] }],
  ['grafana-cli neo4j-admin', { next: ['reset-admin-password', 'set-initial-password'] }],
];

const rules = new Map(table.flatMap(([names, rule]) => names.split(/\s+/).map((name) => [name, rule] as const)));

const maxLength = 4096;

/**
 * Returns the rules of a program, if it has any. A path names a program if it is the first word or in a directory of
 * programs: `/var/lib/mysql` is none.
 */
export function rulesOf(word: string, isFirst: boolean): ProgramRules | undefined {
  if (word.length > maxLength) return undefined;
  const slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
  if (slash >= 0 && !isFirst && !/(?:^|[/\\.])(?:s?bin|libexec|\.)?$/.test(word.slice(0, slash))) return undefined;
  return rules.get(
    word
      .slice(slash + 1)
      .toLowerCase()
      .replace(/\.exe$/, ''),
  );
}
