// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import org.chatdock.api.dispatch.MessageHandler;
import org.osgi.framework.ServiceReference;

/**
 * A handler that is there.
 *
 * @param name as read when it was bound
 * @param fallback whether it is asked only about what no other accepts
 */
record BoundHandler(ServiceReference<MessageHandler> reference, MessageHandler handler, String name,
        boolean fallback) {
}
