/** What of the library is used, in a module of its own: a bundler can leave out the rest of what is imported on demand only so. */
export {
	allowInsecureRequests,
	ClientSecretBasic,
	customFetch,
	discoveryRequest,
	processDiscoveryResponse,
} from 'oauth4webapi';
