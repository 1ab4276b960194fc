// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * From the line to the handlers. {@link org.chatdock.dispatch.internal.Dispatcher} is the whole.
 * {@link org.chatdock.dispatch.internal.Handlers} knows who is there, {@link org.chatdock.dispatch.internal.Lanes}
 * keeps conversations in order and side by side on the threads of {@link org.chatdock.dispatch.internal.Workers},
 * {@link org.chatdock.dispatch.internal.Runner} takes a message past the handlers, and
 * {@link org.chatdock.dispatch.internal.Settlement} lets acknowledgements leave in order.
 * {@link org.chatdock.dispatch.internal.Conduct} and {@link org.chatdock.dispatch.internal.Quarantine} say who and what
 * is not tried any more; {@link org.chatdock.dispatch.internal.Offers} brings back what nobody has understood.
 * <p>
 * Locks, the outer first: Handlers, then Conduct and Presence; Lanes, then Settlement; Call, then Workers.
 */
package org.chatdock.dispatch.internal;
