/**
 * Tests only: a CUPS of its own for one test file: the daemon of the system with its own configuration, spool and port, and printers whose
 * paper is a folder. They go through CUPS' own PDF filter, and run out of paper when the test takes it away.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CUPSD = '/usr/sbin/cupsd';
const INSTALLED = '/usr/lib/cups';

/** Called by CUPS for each job: waits for paper as a printer does, then lays the pages into the folder. */
const BACKEND = `#!/bin/sh
if [ $# -eq 0 ]; then echo 'direct paper "Unknown" "A folder in place of paper"'; exit 0; fi
folder="\${DEVICE_URI#paper:}"
printf '%s|%s|%s\\n' "$2" "$3" "$4" >> "$folder/titles"
while [ -e "$folder/out-of-paper" ]; do echo 'STATE: +media-empty-error' >&2; sleep 0.1; done
echo 'STATE: -media-empty-error' >&2
if [ -n "$6" ]; then cat "$6" > "$folder/$1.part"; else cat > "$folder/$1.part"; fi
mv "$folder/$1.part" "$folder/$1.pdf"
`;

const PPD = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Product: "(Paper)"
*Manufacturer: "Test"
*ModelName: "Test Paper"
*ShortNickName: "Test Paper"
*NickName: "Test Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*MaxMediaWidth: "1000"
*MaxMediaHeight: "2000"
*HWMargins: 12 12 12 12
*VariablePaperSize: True
*CustomPageSize True: "pop pop pop <</PageSize[5 -2 roll]/ImagingBBox null>>setpagedevice"
*ParamCustomPageSize Width: 1 points 36 1000
*ParamCustomPageSize Height: 2 points 36 2000
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 3
*DefaultFont: Courier
*% End
`;

export type PrinterOfPaper = {
  readonly name: string;
  /** What came out, in the order of the jobs. */
  readonly pages: () => readonly Uint8Array[];
  /** Owner, title and copies of each job, as the printer was told. */
  readonly titles: () => readonly string[];
  readonly takePaper: () => void;
  readonly putPaper: () => void;
};

export type CupsService = {
  readonly address: { readonly host: string; readonly port: number };
  readonly printers: readonly PrinterOfPaper[];
  /** Everything CUPS has written to its spool, its cache and its logs. */
  readonly kept: () => { readonly spool: readonly string[]; readonly text: string };
  readonly stop: () => Promise<void>;
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('test: no port');
  return address.port;
}

/** As Debian configures it, but for places and the port: what is kept here is what would be kept there. */
function configuration(folder: string, port: number): { readonly daemon: string; readonly files: string } {
  const isRoot = process.getuid?.() === 0;
  return {
    daemon: `LogLevel warn
MaxLogSize 0
Listen 127.0.0.1:${port}
Browsing No
DefaultAuthType Basic
WebInterface No
IdleExitTimeout 0
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Location /admin>
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  <Limit Create-Job Print-Job Print-URI Validate-Job>
    Order deny,allow
  </Limit>
  <Limit Send-Document Send-URI Hold-Job Release-Job Restart-Job Purge-Jobs Set-Job-Attributes Cancel-My-Jobs Close-Job>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit Cancel-Job CUPS-Authenticate-Job>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`,
    files: `${isRoot ? 'User lp\nGroup lp\n' : ''}SystemGroup root
AccessLog ${folder}/log/access_log
ErrorLog ${folder}/log/error_log
PageLog ${folder}/log/page_log
CacheDir ${folder}/cache
RequestRoot ${folder}/spool
ServerBin ${folder}/lib
ServerRoot ${folder}/etc
StateDir ${folder}/run
TempDir ${folder}/tmp
DocumentRoot ${folder}/doc
`,
  };
}

export async function startCups(names: readonly string[]): Promise<CupsService> {
  if (!existsSync(CUPSD))
    throw new Error('cups is not installed: apt-get install cups-daemon cups-client cups-filters');
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-cups-'));
  chmodSync(folder, 0o755);
  for (const name of ['log', 'cache', 'spool', 'lib', 'lib/backend', 'etc', 'etc/ppd', 'run', 'tmp', 'doc', 'paper'])
    mkdirSync(join(folder, name));
  chmodSync(join(folder, 'paper'), 0o777);
  for (const name of ['filter', 'daemon', 'notifier', 'monitor'])
    if (existsSync(join(INSTALLED, name))) symlinkSync(join(INSTALLED, name), join(folder, 'lib', name));
  writeFileSync(join(folder, 'lib/backend/paper'), BACKEND);
  chmodSync(join(folder, 'lib/backend/paper'), 0o755);
  const port = await freePort();
  const { daemon, files } = configuration(folder, port);
  writeFileSync(join(folder, 'etc/cupsd.conf'), daemon);
  writeFileSync(join(folder, 'etc/cups-files.conf'), files);
  const printers = names.map((name) => printerOfPaper(folder, name));
  // Written as CUPS writes them, so that no administrator has to sign in.
  for (const name of names) writeFileSync(join(folder, `etc/ppd/${name}.ppd`), PPD);
  writeFileSync(
    join(folder, 'etc/printers.conf'),
    names
      .map(
        (name) => `<Printer ${name}>
Info ${name} of the hall
Location hall
DeviceURI paper:${folder}/paper/${name}
State Idle
Accepting Yes
Shared No
ErrorPolicy retry-job
</Printer>
`,
      )
      .join(''),
  );
  const arguments_ = ['-f', '-c', join(folder, 'etc/cupsd.conf'), '-s', join(folder, 'etc/cups-files.conf')];
  const process_ = spawn(CUPSD, arguments_, { stdio: 'ignore' });
  await ready(port, process_, folder);
  const stop = async () => {
    const gone = new Promise((resolve) => process_.once('exit', resolve));
    if (process_.exitCode === null && process_.kill('SIGTERM')) await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    address: { host: '127.0.0.1', port },
    printers,
    kept: () => kept(folder),
    stop,
  };
}

function printerOfPaper(folder: string, name: string): PrinterOfPaper {
  const paper = join(folder, 'paper', name);
  mkdirSync(paper);
  chmodSync(paper, 0o777);
  const out = join(paper, 'out-of-paper');
  return {
    name,
    pages: () =>
      readdirSync(paper)
        .filter((file) => file.endsWith('.pdf'))
        .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
        .map((file) => new Uint8Array(readFileSync(join(paper, file)))),
    titles: () =>
      existsSync(join(paper, 'titles')) ? readFileSync(join(paper, 'titles'), 'utf8').trim().split('\n') : [],
    takePaper: () => writeFileSync(out, ''),
    putPaper: () => rmSync(out, { force: true }),
  };
}

/** Files of jobs in the spool, and the text of everything else that CUPS has written. */
function kept(folder: string): { readonly spool: readonly string[]; readonly text: string } {
  const spool = readdirSync(join(folder, 'spool')).filter((name) => /^[cd]\d/.test(name));
  const written = ['log', 'cache', 'spool', 'tmp', 'etc'].flatMap((place) =>
    readdirSync(join(folder, place), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(folder, place, entry.name), 'latin1')),
  );
  return { spool, text: written.join('\n') };
}

async function ready(port: number, daemon: ChildProcess, folder: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (daemon.exitCode !== null) break;
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const log = join(folder, 'log/error_log');
  throw new Error(`cupsd does not answer: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : 'no log'}`);
}
