import fs from 'node:fs';
import {codeOf} from '../system/error-code.js';
import {once} from '../system/once.js';

/** `elsewhere`: on another machine, in another container or before a reboot, where its id says nothing. */
export type Life = 'runs' | 'stopped' | 'dead' | 'elsewhere';

/** A boot of a machine and a namespace of process ids (a container has its own); where the system names neither, the machine. */
const findMachine = (): string => {
	try {
		const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		return `${boot}-${fs.readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`;
	} catch {
		return (
			process
				.getBuiltinModule('node:os')
				.hostname()
				.replace(/[^\w-]/g, '_')
				.slice(0, 80) || 'unnamed'
		);
	}
};

const machine = once(findMachine);

/** State letter and start time. proc_pid_stat(5): the name in parentheses may hold anything, so what counts stands behind the last one. */
const readProcess = (pid: number): {readonly state: string; readonly started: string} | undefined => {
	try {
		const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return {state: fields[0] ?? '', started: fields[19] ?? '0'};
	} catch {
		return undefined;
	}
};

const isGone = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return false;
	} catch (error) {
		return codeOf(error) === 'ESRCH';
	}
};

export const lifeOf = (owner: LockOwner): Life => {
	if (owner.machine !== machine()) return 'elsewhere';
	if (isGone(owner.pid)) return 'dead';
	const seen = readProcess(owner.pid);
	if (!seen) return 'runs';
	// A killed process that its parent has not taken note of yet is a zombie.
	if (/[ZXx]/.test(seen.state) || (owner.started !== '0' && owner.started !== seen.started)) return 'dead';
	return /[Tt]/.test(seen.state) ? 'stopped' : 'runs';
};

const form = /^([1-9]\d*)\.(\d+)\.[a-z0-9]+\.([\w-]+)$/;

/** A name for what this process holds now; no other lock ever has it. */
export const newOwnerName = (): string => {
	const started = readProcess(process.pid)?.started ?? '0';
	const random = `${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;
	return `${process.pid}.${started}.${random}.${machine()}`;
};

/** Undefined for names that no lock of ours has. */
export const readOwnerName = (name: string) => {
	const [, pid, started, where] = form.exec(name) ?? [];
	if (pid === undefined || started === undefined || where === undefined) return undefined;
	return {
		pid: Number(pid),
		/** When the process began, in the system's own ticks: an id is given again after a while. 0 where it cannot be known. */
		started,
		/** Where process ids mean the same programs as here. */
		machine: where,
	};
};

/** Who holds a lock: enough to know whether that program still runs. */
export type LockOwner = Readonly<NonNullable<ReturnType<typeof readOwnerName>>>;
