import { workerImporter } from '@/lib/app/worker-importer';
import { ok } from '@/lib/base/outcome';
import { ChatSocket } from '@/lib/dgg/chat-socket';
import { send, serve } from '@/lib/platform/letterbox';

/*
 * Chromium only. The document holds what a worker cannot: a socket with a usable Origin, and a dedicated worker. The
 * background decides; this page only does and reports.
 */
