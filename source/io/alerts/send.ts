import {spawn} from 'node:child_process';
import type {Alert} from '../../connection/alerts.js';
import {parseSafeUrl} from '../../zoho/data-center.js';
import {misuse, ok, type Result} from '../../zoho/refusal.js';
import type {Environment, Fetching} from '../ports.js';
import {childEnvironment} from '../system/child-environment.js';

/** Milliseconds that telling may take; connections are refreshed again after that. */
const limit = 30_000;

/** An alert as the command and the webhook get it. `text` is what chats show. */
const eventJson = ({kind, connection, what, why, next}: Alert): string =>
	JSON.stringify({
		format: 1,
		text: `${what} ${why} ${next}`,
		event: {kind, connection, what, why, nextStep: next},
	});

/** Tells an alert. Resolves to why it did not work; undefined where it did. */
export type Send = (alert: Alert) => Promise<string | undefined>;

const byCommand =
	(command: string, environment: Environment): Send =>
	alert =>
		new Promise(resolve => {
			const child = spawn(command, {
				shell: true,
				// Its output is not ours: stdout is for programs that read ours.
				stdio: ['pipe', 'ignore', 'inherit'],
				windowsHide: true,
				timeout: limit,
				// What is told is never part of the command: a shell would run what is in it.
				env: {
					...childEnvironment(environment),
					ZCONN_EVENT: alert.kind,
					ZCONN_CONNECTION: alert.connection,
					ZCONN_REASON: alert.what,
					ZCONN_WHY: alert.why,
					ZCONN_FIX: alert.next,
				},
			});
			child.once('error', ({message}) => resolve(message));
			child.once('close', (code, signal) =>
				resolve(code === 0 ? undefined : `it ended with ${code ?? signal ?? 'an error'}`),
			);
			// Most commands do not read it.
			child.stdin?.once('error', () => undefined);
			child.stdin?.end(`${eventJson(alert)}\n`);
		});

const byWebhook =
	(url: string, http: () => Promise<Fetching>): Send =>
	async alert => {
		const answer = await (await http()).fetch({
			method: 'POST',
			url,
			headers: new Headers({'content-type': 'application/json'}),
			body: Uint8Array.from(new TextEncoder().encode(eventJson(alert))),
			signal: AbortSignal.timeout(limit),
		});
		if (!answer.ok) return `${answer.refusal.what} ${answer.refusal.why}`;
		const {status, body} = answer.value;
		await body?.cancel();
		return status < 300 ? undefined : `it answered ${status}`;
	};

/**
 * Reads what `--notify` says: a command for a shell, or the address of a webhook. Refuses an address to which nothing is sent
 * (exit 2): https, or http on this machine.
 */
export const senderFor = (
	notify: string,
	world: {readonly environment: Environment; readonly http: () => Promise<Fetching>},
): Result<Send> => {
	if (!/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(notify)) return ok(byCommand(notify, world.environment));
	const url = parseSafeUrl(notify);
	if (url) return ok(byWebhook(url.href, world.http));
	const why = 'It has to be https (http for localhost only), without a name or password in it.';
	return misuse('This webhook cannot be called.', why, 'Or give a command.');
};
