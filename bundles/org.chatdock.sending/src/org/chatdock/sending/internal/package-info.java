// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The room {@code sending}: an agent's answer on its way to the gateway, over HTTP.
 * {@link org.chatdock.sending.internal.HttpMessageSender} does it, and
 * {@link org.chatdock.sending.internal.SendingComponent} hangs it into OSGi.
 * Only the package {@code jetty} knows the HTTP library.
 * <h2>Threads</h2>
 * A small pool, {@code chatdock-sending}, asks for credentials, talks HTTP and completes the outcomes; nobody waits.
 */
package org.chatdock.sending.internal;
