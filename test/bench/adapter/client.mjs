export { openPeer as default } from './client.ts'
