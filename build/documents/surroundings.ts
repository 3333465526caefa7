/** What the program takes from the environment; `names` that do the same, or belong together. */
export const variables: readonly {readonly names: readonly string[]; readonly summary: string}[] = [
	{names: ['ZCONN_CONFIG_DIR'], summary: 'keeps everything in this folder, as --config-dir'},
	{
		names: ['ZCONN_CLIENT_SECRET'],
		summary:
			'the Client Secret for "zconn new" and "zconn edit", where --client-secret-file does not give it',
	},
	{
		names: ['ZCONN_KEY_FILE', 'ZCONN_KEY_COMMAND'],
		summary:
			'a file that holds the key for "zconn secrets key", or a command that prints it on its first line',
	},
	{
		names: ['ZCONN_NOTIFY'],
		summary: 'what "zconn keep --notify" takes, for the address of a webhook that is secret',
	},
	{names: ['ZCONN_PASSPHRASE'], summary: 'the passphrase that secrets are sealed with'},
	{
		names: ['ZCONN_PASSPHRASE_COMMAND'],
		summary: 'a command that prints this passphrase on its first line, such as "pass show zconn"',
	},
	{
		names: ['ZCONN_NEW_PASSPHRASE'],
		summary: 'the new one for "zconn secrets passphrase", without a question',
	},
	{
		names: ['ZCONN_EXPORT_PASSPHRASE'],
		summary: 'the passphrase of "zconn export --with-secrets", and of "zconn import" for such a file',
	},
	{
		names: ['ZCONN_PORTS'],
		summary: 'ports of the callback instead of 8790,8791: one or two, registered at Zoho as redirect URIs',
	},
	{
		names: ['ZCONN_PRACTICE_PORT'],
		summary: 'the first port that the practice Zoho takes, instead of 9500',
	},
	{
		names: ['ZCONN_STORE', 'ZCONN_STORE_FILE'],
		summary: 'the shared store, postgres://…; or a file that holds this address',
	},
	{
		names: ['ZCONN_STORE_KEY', 'ZCONN_STORE_KEY_FILE'],
		summary: 'its keys, with commas between them; or a file that holds them',
	},
	{
		names: ['ZCONN_EVENT', 'ZCONN_CONNECTION'],
		summary: 'given to the command of "zconn keep --notify": what it is about',
	},
	{
		names: ['ZCONN_REASON', 'ZCONN_WHY', 'ZCONN_FIX'],
		summary: 'given to the same command: what happened, why, and what to do',
	},
	{names: ['ZCONN_NO_BROWSER=1'], summary: 'opens no browser, as --no-browser'},
	{names: ['ZCONN_ASCII=1'], summary: 'draws with ASCII only'},
	{
		names: ['ZCONN_PROXY_URL', 'ZCONN_PROXY_KEY'],
		summary: 'given to the command of "zconn proxy": the address of the door, and its key',
	},
	{names: ['ZCONN_LOG=off'], summary: 'nothing is added to the log that "zconn log" shows'},
	{names: ['ZCONN_DEBUG=1'], summary: 'a log on stderr, without secrets, as --debug'},
	{names: ['BROWSER'], summary: 'the command that opens pages; none for never'},
	{names: ['ACCESSIBLE=1', 'INK_SCREEN_READER=true', 'TERM=dumb'], summary: 'plain lines, as --plain'},
	{names: ['NO_COLOR', 'CLICOLOR=0'], summary: 'turn colors off'},
	{
		names: ['FORCE_COLOR', 'CLICOLOR_FORCE'],
		summary: 'force colors on; FORCE_COLOR=0 leaves out bold and dim as well',
	},
	{
		names: ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'],
		summary: 'the proxy to use; loopback addresses never go through it',
	},
	{
		names: ['NODE_EXTRA_CA_CERTS'],
		summary: 'a file with the certificates of a company proxy that inspects traffic',
	},
];

/** Where the folder is that holds everything, unless it was chosen. */
export const places: readonly {readonly system: string; readonly folders: readonly string[]}[] = [
	{system: 'Linux', folders: ['$XDG_CONFIG_HOME/zoho-connections', '~/.config/zoho-connections']},
	{system: 'macOS', folders: ['~/Library/Preferences/zoho-connections']},
	{system: 'Windows', folders: ['%APPDATA%\\zoho-connections\\Config']},
];

/** What is in that folder. */
export const files: readonly {readonly names: readonly string[]; readonly summary: string}[] = [
	{
		names: ['connections.json'],
		summary: 'services, connections and unfinished drafts, with their secrets; mode 0600',
	},
	{names: ['connections.json.backup'], summary: 'the same as it was before the last change; mode 0600'},
	{
		names: ['connections.page.json'],
		summary:
			'beside a long file: where the first rows of Home stand in it; nothing of what it says; may be deleted; mode 0600',
	},
	{
		names: ['connections.lock', 'refresh-*.lock'],
		summary:
			'there only while a program writes or refreshes; that of a program which has ended is taken over at once',
	},
	{
		names: ['connections.shared-*.json', 'connections.spool-*.json'],
		summary:
			'sealed: the last token of a shared connection, and a new refresh token that could not be written to the store yet; mode 0600',
	},
	{
		names: ['connections.told.json'],
		summary: 'what "zconn keep --notify" has told already; no secrets; mode 0600',
	},
	{
		names: ['use.log', 'use.log.1'],
		summary:
			'who asked for a token or made a call, for "zconn log": no secrets; mode 0600, a megabyte at most',
	},
	{names: ['data-centers.json'], summary: 'yours, if you make one: data centers beside those of Zoho'},
	{
		names: ['practice/'],
		summary: 'the same files for "zconn practice", and practice-zoho.json, what the practice Zoho knows',
	},
];
