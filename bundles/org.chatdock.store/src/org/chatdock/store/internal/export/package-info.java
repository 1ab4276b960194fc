// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Writes a conversation for people and programs outside. {@link org.chatdock.store.internal.export.StoreExport} is the
 * door; of the store it knows the api only. {@link org.chatdock.store.internal.export.MessageWalk} says which messages,
 * {@link org.chatdock.store.internal.export.HtmlPage} and {@link org.chatdock.store.internal.export.JsonLines} how they
 * are written.
 * <h2>JSON lines</h2>
 * Every line is an object with a {@code kind}; keys that a reader does not know are to be ignored.
 * <ul>
 * <li>{@code conversation}, the first line: {@code format} ({@code chatdock-conversation}) and its {@code version} (1),
 * the {@code id}, {@code customer} and {@code detail} if they are known, {@code exported} (ISO 8601, UTC), and the
 * {@code tags}.
 * <li>{@code message}: the {@code message} by the keys of the wire, absent texts empty, {@code MsgTime} in milliseconds
 * with a fraction if the time is finer, and then the keys that the protocol does not name; beside it what the store
 * knows: {@code arrival}, {@code understood}, {@code version} and {@code recalled}. A {@code MsgId} of {@code sha256:}
 * and 64 digits is our own: the gateway gave none.
 * <li>{@code note}: {@code id}, {@code MsgId} of the message that it is about (absent: it is about the customer),
 * {@code author}, {@code text}, {@code time} (ISO 8601, UTC).
 * </ul>
 * Half a surrogate pair, which UTF-8 cannot write, is a JSON escape, and so is what some readers take for the end of a
 * line.
 */
package org.chatdock.store.internal.export;
