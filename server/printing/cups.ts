/**
 * The print service of this computer (CUPS) over IPP: its queues, and jobs that leave nothing behind.
 *
 * Security: a job has no name of its own, no banner and one owner for everything, and it is discarded with its history
 * (`purge-job`) as soon as it has ended or may no longer print. What CUPS itself keeps is in the threat model.
 */
import { existsSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { err, ok, type Result } from '../../crypto/result.ts';
import {
  decodeAnswer,
  encodeRequest,
  type IppAnswer,
  type IppGroup,
  type IppRequest,
  OPERATION,
} from './ipp-message.ts';

export type QueueState = 'idle' | 'processing' | 'stopped';
export type JobState = 'pending' | 'processing' | 'stopped' | 'completed' | 'cancelled' | 'failed';

export type Queue = {
  readonly name: string;
  /** What whoever set it up wrote about it. */
  readonly info: string;
  readonly location: string;
  readonly state: QueueState;
  readonly accepting: boolean;
  /** Keywords of the printer, such as media-empty-error. */
  readonly reasons: readonly string[];
};

/** Sizes by their PWG names. */
export const MEDIA = { slip: 'custom_slip_80x138mm', a4: 'iso_a4_210x297mm' } as const;
export type Media = keyof typeof MEDIA;

export type Unreachable = 'print-service-unreachable';
export type SubmitRefusal = Unreachable | 'printer-refused';

export type Cups = {
  readonly queues: () => Promise<Result<readonly Queue[], Unreachable>>;
  readonly queue: (name: string) => Promise<Queue | undefined>;
  readonly submit: (queue: string, pdf: Uint8Array, options: SubmitOptions) => Promise<Result<number, SubmitRefusal>>;
  /** Undefined: there is no such job (any more), or no answer. */
  readonly job: (queue: string, job: number) => Promise<JobState | undefined>;
  /** Cancels the job if it has not ended, and deletes its file and its history; false when CUPS did not do it. */
  readonly discard: (queue: string, job: number) => Promise<boolean>;
  /** Jobs of this program on a queue, ended ones too: left by a process that was cut off. */
  readonly leftBehind: (queue: string) => Promise<readonly number[]>;
};

export type SubmitOptions = {
  readonly media: Media;
  readonly copies: number;
  /** CUPS itself gives up a job that is being printed for longer, should this program be gone by then. */
  readonly cancelAfterSeconds: number;
};

/** The same owner and the same name for every job: neither a person nor a paper is told from them. */
const OWNER = 'changpiao';
const JOB_NAME = 'changpiao';
const TIMEOUT_MS = 5000;

const QUEUE_STATE: Readonly<Record<number, QueueState>> = { 3: 'idle', 4: 'processing', 5: 'stopped' };
const JOB_STATE: Readonly<Record<number, JobState>> = {
  3: 'pending',
  4: 'pending',
  5: 'processing',
  6: 'stopped',
  7: 'cancelled',
  8: 'failed',
  9: 'completed',
};

const QUEUE_ATTRIBUTES = [
  'printer-name',
  'printer-info',
  'printer-location',
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
] as const;

/** As the programs of CUPS read it: host, host:port, or the path of a socket. */
export type CupsAddress = { readonly socketPath: string } | { readonly host: string; readonly port: number };

const SOCKETS = ['/run/cups/cups.sock', '/var/run/cupsd'];

export function cupsAddress(server: string | undefined): CupsAddress {
  if (server === undefined || server === '') {
    const socketPath = SOCKETS.find((path) => existsSync(path));
    return socketPath === undefined ? { host: '127.0.0.1', port: 631 } : { socketPath };
  }
  if (server.startsWith('/')) return { socketPath: server };
  const { hostname, port } = new URL(`ipp://${server}`);
  return { host: hostname, port: port === '' ? 631 : Number(port) };
}

const uriOf = (queue: string): string => `ipp://localhost/printers/${encodeURIComponent(queue)}`;

const text = (group: IppGroup, name: string): string => String(group.get(name)?.[0] ?? '');

function queueOf(group: IppGroup): Queue {
  return {
    name: text(group, 'printer-name'),
    info: text(group, 'printer-info'),
    location: text(group, 'printer-location'),
    state: QUEUE_STATE[Number(group.get('printer-state')?.[0])] ?? 'stopped',
    accepting: group.get('printer-is-accepting-jobs')?.[0] === true,
    reasons: (group.get('printer-state-reasons') ?? []).map(String).filter((reason) => reason !== 'none'),
  };
}

export function createCups(address: () => CupsAddress): Cups {
  let requests = 0;

  function send(path: string, request: IppRequest): Promise<IppAnswer | undefined> {
    requests += 1;
    const body = encodeRequest(request, requests);
    return new Promise((resolve) => {
      const outgoing = httpRequest(
        {
          ...address(),
          path,
          method: 'POST',
          // CUPS answers to the names of this computer only.
          headers: { host: 'localhost', 'content-type': 'application/ipp', 'content-length': body.length },
          timeout: TIMEOUT_MS,
        },
        (incoming) => {
          const parts: Buffer[] = [];
          incoming.on('data', (part: Buffer) => parts.push(part));
          incoming.on('error', () => resolve(undefined));
          incoming.on('end', () => {
            try {
              resolve(incoming.statusCode === 200 ? decodeAnswer(Buffer.concat(parts)) : undefined);
            } catch {
              resolve(undefined);
            }
          });
        },
      );
      outgoing.on('timeout', () => outgoing.destroy());
      outgoing.on('error', () => resolve(undefined));
      outgoing.end(body);
    });
  }

  const onQueue = (queue: string, rest: IppRequest) =>
    send(`/printers/${encodeURIComponent(queue)}`, {
      ...rest,
      attributes: [['printer-uri', 'uri', uriOf(queue)], ['requesting-user-name', 'name', OWNER], ...rest.attributes],
    });

  return {
    queues: async () => {
      const answer = await send('/', {
        operation: OPERATION.cupsGetPrinters,
        attributes: [
          ['requesting-user-name', 'name', OWNER],
          ['requested-attributes', 'keyword', ...QUEUE_ATTRIBUTES],
        ],
      });
      if (answer === undefined) return err('print-service-unreachable');
      // "Not found" is how CUPS says that it has no queue.
      return ok(answer.printers.map(queueOf).toSorted((a, b) => (a.name < b.name ? -1 : 1)));
    },

    queue: async (name) => {
      const answer = await onQueue(name, {
        operation: OPERATION.getPrinterAttributes,
        attributes: [['requested-attributes', 'keyword', ...QUEUE_ATTRIBUTES]],
      });
      const [printer] = answer !== undefined && answer.status < 0x100 ? answer.printers : [];
      return printer === undefined ? undefined : queueOf(printer);
    },

    submit: async (queue, pdf, { media, copies, cancelAfterSeconds }) => {
      const answer = await onQueue(queue, {
        operation: OPERATION.printJob,
        attributes: [
          ['job-name', 'name', JOB_NAME],
          ['document-format', 'mimeType', 'application/pdf'],
        ],
        job: [
          ['copies', 'integer', copies],
          ['media', 'keyword', MEDIA[media]],
          ['print-scaling', 'keyword', 'none'],
          // A banner page would carry the owner and the time.
          ['job-sheets', 'name', 'none', 'none'],
          ['job-cancel-after', 'integer', cancelAfterSeconds],
        ],
        document: pdf,
      });
      if (answer === undefined) return err('print-service-unreachable');
      const job = answer.jobs[0]?.get('job-id')?.[0];
      return answer.status < 0x100 && typeof job === 'number' ? ok(job) : err('printer-refused');
    },

    job: async (queue, job) => {
      const answer = await onQueue(queue, {
        operation: OPERATION.getJobAttributes,
        attributes: [
          ['job-id', 'integer', job],
          ['requested-attributes', 'keyword', 'job-state'],
        ],
      });
      return JOB_STATE[Number(answer?.jobs[0]?.get('job-state')?.[0])];
    },

    discard: async (queue, job) => {
      const answer = await onQueue(queue, {
        operation: OPERATION.cancelJob,
        attributes: [
          ['job-id', 'integer', job],
          ['purge-job', 'boolean', true],
        ],
      });
      return answer !== undefined && answer.status < 0x100;
    },

    leftBehind: async (queue) => {
      const jobs: number[] = [];
      for (const which of ['not-completed', 'completed']) {
        const answer = await onQueue(queue, {
          operation: OPERATION.getJobs,
          attributes: [
            ['which-jobs', 'keyword', which],
            ['my-jobs', 'boolean', true],
            ['requested-attributes', 'keyword', 'job-id'],
          ],
        });
        for (const group of answer?.jobs ?? []) {
          const id = group.get('job-id')?.[0];
          if (typeof id === 'number') jobs.push(id);
        }
      }
      return jobs;
    },
  };
}
