/** The redirect URIs that the console form names for this program. */
export const callbackUris = (ports: readonly number[]): readonly string[] =>
	ports.map(port => `http://localhost:${port}/callback`);
