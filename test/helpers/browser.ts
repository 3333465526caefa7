import {existsSync} from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import {type Browser, type BrowserContext, chromium, type Page} from 'playwright-core';
import {unpackChromium} from './chromium-files.js';

/** The package draws with a graphics card in software, which costs a third of the browser's time; pages need none. */
const GPU_FLAGS = [
	'--use-gl=angle',
	'--use-angle=swiftshader',
	'--enable-unsafe-swiftshader',
	'--ignore-gpu-blocklist',
];

/**
 * Flags of the package that would make the browser more forgiving, or more brittle, than the one a person has: pages
 * are to be tested with the same-origin policy on, and a browser in one process dies with its first page.
 */
const NOT_OURS = new Set([
	'--allow-running-insecure-content',
	'--disable-web-security',
	'--single-process',
	'--no-zygote',
	'--in-process-gpu',
	...GPU_FLAGS,
]);

/** Redirects are followed below the request filter, so the browser itself must not find anything but this machine. */
const LOOPBACK_ONLY =
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]';

const FLAGS = [
	'--no-sandbox',
	'--disable-background-networking',
	'--disable-component-update',
	'--no-first-run',
	'--disable-gpu',
	'--disable-software-rasterizer',
	'--no-proxy-server',
	LOOPBACK_ONLY,
];

export type PageOptions = {
	/** CSS pixels; 1280 when left out. */
	readonly width?: number;
	/** CSS pixels; 800 when left out. */
	readonly height?: number;
	readonly colorScheme?: 'light' | 'dark';
	/** Whether scripts run; true when left out. */
	readonly javaScript?: boolean;
};

/** A page in a browser profile of its own. */
export type TestPage = AsyncDisposable & {
	readonly page: Page;
	/** Every address outside this machine that the page, or a redirect, asked for. None of them was reached. */
	readonly outsideRequests: () => readonly string[];
	/** What went wrong in the page: uncaught errors and error lines on its console. */
	readonly complaints: () => readonly string[];
};

let launched: Promise<Browser> | undefined;

const launch = async (): Promise<Browser> => {
	const {executable, fonts} = await unpackChromium();
	return chromium.launch({
		executablePath: executable,
		args: [...sparticuz.args.filter(flag => !NOT_OURS.has(flag)), ...FLAGS],
		headless: true,
		// The package's own font has few signs; it is for machines that have no fonts at all.
		env: existsSync('/etc/fonts/fonts.conf') ? process.env : {...process.env, FONTCONFIG_PATH: fonts},
	});
};

/** Whether an address stays on this machine, or needs no network at all (`data:`, `blob:`, `about:`). */
export const staysHere = (address: string): boolean => {
	const {protocol, hostname} = new URL(address);
	if (!/^(?:https?|wss?):$/.test(protocol)) return true;
	return /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
};

const keepInside = async (context: BrowserContext): Promise<readonly string[]> => {
	const outside: string[] = [];
	const note = (address: string) => {
		if (!staysHere(address)) outside.push(address);
	};
	context.on('request', request => note(request.url()));
	context.on('page', page => page.on('websocket', socket => note(socket.url())));
	await context.route('**/*', async route => {
		if (staysHere(route.request().url())) await route.continue();
		else await route.abort('blockedbyclient');
	});
	return outside;
};

/**
 * A page in a fresh profile of the shared headless Chromium, which starts with the first page.
 * Use it as `await using tab = await newPage()`, and `after(closeBrowser)` once in the file.
 */
export const newPage = async (options: PageOptions = {}): Promise<TestPage> => {
	launched ??= launch();
	const browser = await launched;
	const context = await browser.newContext({
		viewport: {width: options.width ?? 1280, height: options.height ?? 800},
		colorScheme: options.colorScheme ?? 'light',
		javaScriptEnabled: options.javaScript ?? true,
		locale: 'en-US',
		serviceWorkers: 'block',
	});
	const outside = await keepInside(context);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('pageerror', error => complaints.push(error.message));
	page.on('console', message => {
		if (message.type() === 'error') complaints.push(message.text());
	});
	return {
		page,
		outsideRequests: () => [...outside],
		complaints: () => [...complaints],
		[Symbol.asyncDispose]: () => context.close(),
	};
};

/** Ends the shared browser, for an `after` hook; does nothing when none was started. */
export const closeBrowser = async (): Promise<void> => {
	const browser = launched;
	launched = undefined;
	await (await browser)?.close();
};
