import http from 'node:http';
import {hostname} from 'node:os';
import type {Stray} from '../../wizard/effects.js';
import {andDoctor, ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import type {CallbackListener, CallbackServer, Random} from '../ports.js';
import {atMost} from '../system/at-most.js';
import {codeOf} from '../system/error-code.js';
import {once} from '../system/once.js';
import {type Crowd, createCrowd} from './crowd.js';
import type {Door} from './doors.js';
import {bindBoth, closeServer, isPortFree} from './loopback.js';
import {type Place, renderCallbackPage} from './page.js';
import {createReception} from './reception.js';

/** How long `close` waits for the last page to leave, in milliseconds. */
const farewell = 300;
/** A code of 16 kB (see `isCode`), and beside it the cookies of other programs on localhost. Node's own limit is 16 kB. */
const maximumHeaders = 65_536;
/** A browser sends its one short request at once; what takes longer than this, in milliseconds, is none. */
const requestLimit = 5000;
/** Node looks for late requests every 30 seconds only, and so long silent sockets would stay. */
const checkInterval = 1000;
/** As long as a consent is waited for by default. */
const usualCookieSeconds = 600;
/** After this a browser is answered, and the terminal finishes alone. */
const usualPatience = 3000;

const portsTaken = (ports: readonly number[]): Refusal => ({
	id: 'ports-taken',
	what: `No callback port is free: ${ports.join(', ')}.`,
	why: 'Another program listens on each of them, on 127.0.0.1 or on ::1, or the system reserves them.',
	next: andDoctor(
		'Close that program, or register another redirect URI and name its port with --port N.',
		'shows how to find it',
	),
	exitCode: 4,
});

type ListenOptions = Parameters<CallbackServer['listen']>[0];

/** The page of a request that was not read to its end. */
const tooLong = (place: Place): string => {
	const {status, headers, html} = renderCallbackPage({kind: 'too-long'}, place);
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	return `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${lines.join('')}\r\n${html}`;
};

const createServer = (
	handle: http.RequestListener,
	crowd: Crowd,
	{place, onStray}: {readonly place: Place; readonly onStray: (stray: Stray) => void},
) => {
	const limits = {headersTimeout: requestLimit, requestTimeout: requestLimit, maxHeaderSize: maximumHeaders};
	const server = http.createServer(
		{keepAlive: false, connectionsCheckingInterval: checkInterval, ...limits},
		(request, response) => {
			crowd.hasSpoken(request.socket);
			handle(request, response);
		},
	);
	server.on('connection', crowd.enter);
	server.on('clientError', (error: Error & {rawPacket?: unknown}, socket) => {
		// 0x16 begins a TLS handshake record (RFC 8446 section 5.1).
		if (error.rawPacket instanceof Uint8Array && error.rawPacket[0] === 0x16) onStray('https');
		if (codeOf(error) !== 'HPE_HEADER_OVERFLOW' || !socket.writable) {
			socket.destroy();
			return;
		}
		onStray('too-long');
		socket.end(tooLong(place));
	});
	return server;
};

const passesOnce = (onStray: ListenOptions['onStray']): ((stray: Stray) => void) => {
	const told = new Set<Stray>();
	return stray => {
		if (!told.has(stray)) onStray?.(stray);
		told.add(stray);
	};
};

type Reception = ReturnType<typeof createReception>;

type Links = {
	readonly secret: () => string;
	readonly userId: number | undefined;
	readonly host: string;
	readonly program: string | undefined;
	readonly patience: number;
};

/** The link that is shown, and the one that the browser's launcher gets in its arguments, where others can read it. */
const doorsOf = (
	{state, browserState, brings}: ListenOptions,
	secret: () => string,
): readonly [Door, Door] => [
	// A widening comes back without a state, so there both need the cookie.
	{
		path: `/go/${secret()}`,
		state,
		cookie: brings === 'wider-grant' ? secret() : undefined,
		isInArguments: false,
	},
	{path: `/go/${secret()}`, state: browserState, cookie: secret(), isInArguments: true},
];

/** Tells the browser that still waits, gives its pages a moment to leave, and ends every socket. */
const closeAll = async (
	servers: readonly http.Server[],
	reception: Reception,
	crowd: Crowd,
): Promise<void> => {
	const closed = servers.map(closeServer);
	reception.answer({kind: 'canceled'});
	await atMost(farewell, reception.flushed());
	crowd.end();
	await Promise.all(closed);
};

/** @param callbackPort that of the redirect URI; on another port only the links are answered */
const openOn = async (
	port: number,
	callbackPort: number,
	settings: ListenOptions,
	links: Links,
): Promise<CallbackListener | undefined> => {
	const {brings = 'code', cookieSeconds = usualCookieSeconds, onCallback} = settings;
	const onStray = passesOnce(settings.onStray);
	const {userId, host, program, patience} = links;
	const place: Place = {host, port, program};
	const doors = doorsOf(settings, links.secret);
	const reception = createReception(
		{port, callbackPort, doors, brings, cookieSeconds, userId, place, patience},
		{callback: onCallback, stray: onStray},
	);
	const crowd = createCrowd(() => onStray('crowded'));
	const bound = await bindBoth(port, () => createServer(reception.handle, crowd, {place, onStray}));
	if (!bound) return undefined;
	// A server that breaks later must not crash the program; a paste can still finish the consent.
	for (const server of bound.servers) server.on('error', () => onStray('port-broke'));

	const [shortLink, browserLink] = doors.map(({path}) => `http://localhost:${port}${path}`);
	return {
		port,
		isListening: port === callbackPort,
		redirectUri: reception.redirectUri,
		shortLink: shortLink ?? '',
		browserLink: browserLink ?? '',
		setAddresses: ({shown, browser}) => reception.setAddresses(shown, browser),
		answer: reception.answer,
		close: once(() => closeAll(bound.servers, reception, crowd)),
	};
};

/**
 * Waits for the redirect of a consent (RFC 8252 section 7.3) on 127.0.0.1 and ::1 of one of the registered ports.
 */
export const createCallbackServer = ({
	random,
	program,
	userId = process.getuid?.(),
	host = hostname(),
	patience = usualPatience,
}: {
	readonly random: Random;
	/** What is typed for `zconn`; undefined where it is just that. */
	readonly program?: string | undefined;
	/** For tests: the name of this machine. */
	readonly host?: string | undefined;
	/** For tests: milliseconds after which a browser is told that the terminal still works on its answer. */
	readonly patience?: number | undefined;
	/** For tests: whom the links are for. Default: this process's user. */
	readonly userId?: number | undefined;
}): CallbackServer => {
	const secret = (): string => Buffer.from(random.bytes(16)).toString('base64url');

	const links: Links = {secret, userId, host, program, patience};
	const open = (port: number, callbackPort: number, settings: ListenOptions) =>
		openOn(port, callbackPort, settings, links);

	/** Some port of those that the system assigns to no particular program (RFC 6335 section 6). */
	const openAnywhere = async (settings: ListenOptions): Promise<CallbackListener | undefined> => {
		const [callbackPort = 0] = settings.ports;
		for (let attempt = 0; attempt < 8; attempt++) {
			const [high = 0, low = 0] = random.bytes(2);
			const listener = await open(49_152 + ((high * 256 + low) % 16_384), callbackPort, settings);
			if (listener) return listener;
		}
		return undefined;
	};

	const listen = async (settings: ListenOptions): Promise<Result<CallbackListener>> => {
		for (const port of settings.ports) {
			const listener = await open(port, port, settings);
			if (listener) return ok(listener);
		}
		const linksAlone = settings.orLinksAlone ? await openAnywhere(settings) : undefined;
		return linksAlone ? ok(linksAlone) : refused(portsTaken(settings.ports));
	};

	return {
		listen,
		check: async ports => {
			const free: number[] = [];
			const taken: number[] = [];
			for (const port of ports) ((await isPortFree(port)) ? free : taken).push(port);
			return {free, taken};
		},
	};
};
