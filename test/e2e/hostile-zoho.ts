import http from 'node:http';

/** What a hostile Zoho says; each is sent as it is. */
export type HostileWords = {
	readonly token?: Readonly<Record<string, unknown>>;
	readonly user?: Readonly<Record<string, unknown>>;
	readonly organization?: string;
};

export type HostileZoho = AsyncDisposable & {
	readonly origin: string;
	/** What is said from now on. */
	readonly say: (words: HostileWords) => void;
};

/** An accounts and API server on this machine that means harm. It shows no consent page: the test makes the callback. */
export const hostileZoho = (): Promise<HostileZoho> =>
	new Promise(resolve => {
		let words: HostileWords = {};
		const answerOf = (path: string): unknown => {
			if (path.startsWith('/oauth/v2/token')) return words.token ?? {error: 'invalid_code'};
			if (path.startsWith('/oauth/user/info')) return words.user ?? {};
			const name = words.organization ?? 'An organization';
			return {
				code: 0,
				message: 'success',
				organizations: [{organization_id: '1', name, is_default_org: true}],
			};
		};
		const server = http.createServer((request, response) => {
			response.writeHead(200, {'content-type': 'application/json'});
			response.end(JSON.stringify(answerOf(request.url ?? '')));
		});
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address !== null ? address.port : 0;
			resolve({
				origin: `http://127.0.0.1:${port}`,
				say: said => {
					words = said;
				},
				[Symbol.asyncDispose]: () =>
					new Promise(closed => {
						server.close(() => closed());
						server.closeAllConnections();
					}),
			});
		});
	});
