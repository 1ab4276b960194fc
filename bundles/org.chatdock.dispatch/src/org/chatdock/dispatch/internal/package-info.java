// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * From the line to the handlers. {@link org.chatdock.dispatch.internal.Handlers} knows who is there,
 * {@link org.chatdock.dispatch.internal.Lanes} keeps conversations in order and side by side, and
 * {@link org.chatdock.dispatch.internal.Settlement} lets acknowledgements leave in order.
 */
package org.chatdock.dispatch.internal;
