// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The room {@code sending}: an agent's answer on its way to the gateway, over HTTP.
 * {@link org.chatdock.sending.internal.SendingComponent} hangs it into OSGi. The package {@code outbox} decides what is
 * sent when and what became of it, {@code settle} looks for messages whose answer was lost, {@code quota} counts what
 * the gateway still takes, and {@code wire} knows the request and its answer. Only the package {@code jetty} knows the
 * HTTP library.
 * <h2>Threads</h2>
 * One thread, {@code chatdock-sending-outbox}, decides, and never waits. A small pool, {@code chatdock-sending}, talks
 * HTTP, completes the outcomes, and runs what may wait for the disk or is the code of others, one task of each kind at
 * a time.
 */
package org.chatdock.sending.internal;
