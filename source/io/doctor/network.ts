import path from 'node:path';
import {longestCertificates} from '../bounds.js';
import {readGivenFile} from '../file/bounded.js';
import {proxyFor} from '../network/proxy.js';
import type {Http} from '../ports.js';
import {codeOf} from '../system/error-code.js';
import type {World} from '../world.js';
import {type Finding, fine, found, note, wrong, wrongBy} from './finding.js';

/** How long one host may take, in milliseconds. */
const timeLimit = 10_000;
/** A `Date` header has whole seconds and was written a moment ago. */
const clockTolerance = 30_000;
/** Beyond this, expired tokens are taken for valid ones, or the other way around. */
const clockLimit = 300_000;

/** An accounts server that a connection depends on. */
export type Host = {readonly name: string; readonly origin: string; readonly isZoho: boolean};

export type NetworkNeeds = Pick<World, 'clock' | 'environment' | 'platform'> & {
	readonly http: () => Promise<Http>;
};

const outOfDate = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

const reach = async (world: NetworkNeeds, host: Host) => {
	const http = await world.http();
	const url = new URL(host.isZoho ? '/oauth/serverinfo' : '/', host.origin);
	const started = world.clock.now();
	const answer = await http.send({
		method: 'GET',
		url: url.href,
		isRepeatable: false,
		signal: AbortSignal.timeout(timeLimit),
	});
	if (!answer.ok)
		return {
			finding: wrongBy('network', answer.refusal),
			skew: undefined,
			/** The certificate is not valid at the time that it is here. */
			isOutOfDate: outOfDate.has(answer.refusal.detail ?? ''),
		};
	const ended = world.clock.now();
	const proxy = proxyFor(world.environment, url);
	const {date} = answer.value.headers;
	const theirs = date === undefined ? Number.NaN : Date.parse(date);
	return {
		finding: fine(
			'network',
			`${host.name} answers: ${url.host}, ${ended - started} ms${proxy ? `, through the proxy ${proxy}` : ''}.`,
		),
		/** How far this machine is ahead, in milliseconds, where the server said what time it is. */
		skew: Number.isNaN(theirs) ? undefined : (started + ended) / 2 - theirs,
		isOutOfDate: false,
	};
};

const settingOf = (platform: NodeJS.Platform): string => {
	switch (platform) {
		case 'win32':
			return 'w32tm /resync';
		case 'darwin':
			return 'sudo sntp -sS time.apple.com';
		default:
			return 'sudo timedatectl set-ntp true';
	}
};

const inWords = (milliseconds: number): string => {
	const seconds = Math.round(Math.abs(milliseconds) / 1000);
	return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
};

/** No server of a wrong certificate is believed about the time: then a person has to look. */
const tellClock = ({clock, platform}: NetworkNeeds): Finding =>
	note(
		'clock',
		`This machine takes it to be ${new Date(clock.now()).toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
		`If it is not, set it: ${settingOf(platform)}`,
	);

/** @param skew how far this machine is ahead of a server, in milliseconds */
const examineClock = (skew: number, platform: NodeJS.Platform): Finding => {
	if (Math.abs(skew) <= clockTolerance) return fine('clock', 'The clock agrees with the server.');
	const what = `The clock of this machine is ${inWords(skew)} ${skew > 0 ? 'ahead' : 'behind'}, going by the Date header of the server.`;
	const fix = `Set it: ${settingOf(platform)}`;
	return Math.abs(skew) > clockLimit ? wrong('clock', what, fix, 4) : note('clock', what, fix);
};

/** Node only warns of a file that it cannot read, and every certificate of the company is then a stranger's. */
const examineAuthorities = ({NODE_EXTRA_CA_CERTS: file}: World['environment']): Finding | undefined => {
	if (!file) return undefined;
	try {
		const text = readGivenFile(path.resolve(file), longestCertificates).toString('utf8');
		if (text.includes('-----BEGIN CERTIFICATE-----'))
			return fine('authorities', `NODE_EXTRA_CA_CERTS adds the authorities in ${file}.`);
		const what = `NODE_EXTRA_CA_CERTS names ${file}, which holds no certificate.`;
		return wrong('authorities', what, 'It takes a PEM file, with -----BEGIN CERTIFICATE----- in it.', 4);
	} catch (error) {
		const what = `NODE_EXTRA_CA_CERTS names ${file}, which cannot be read (${codeOf(error)}).`;
		return wrong('authorities', what, 'Correct the path, or unset the variable.', 4);
	}
};

/** Whether each host answers, by which way, and what its clock says of ours. */
export const examineNetwork = async (
	world: NetworkNeeds,
	hosts: readonly Host[],
): Promise<readonly Finding[]> => {
	const reached = await Promise.all(hosts.map(host => reach(world, host)));
	const skew = reached.find(one => one.skew !== undefined)?.skew;
	return found(
		examineAuthorities(world.environment),
		...reached.map(({finding}) => finding),
		skew === undefined ? undefined : examineClock(skew, world.platform),
		skew === undefined && reached.some(one => one.isOutOfDate) ? tellClock(world) : undefined,
	);
};
