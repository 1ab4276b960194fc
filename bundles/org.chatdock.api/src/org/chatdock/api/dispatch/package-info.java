// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * How a message type is taught: register a {@link MessageHandler} as an OSGi service and say with
 * {@link HandlesMessage} what it is for. The room {@code dispatch} runs every handler that accepts a message, one
 * message after the other inside a conversation, and acknowledges each handler's success to the gateway under the
 * handler's name. {@link Outcome} says what follows from what, {@link HandlerRegistry} how the handlers fare.
 * <p>
 * {@link InboundSink}, {@link Delivery} and {@link LateAcknowledger} join the rooms {@code connection} and
 * {@code dispatch}; a handler does not need them.
 */
package org.chatdock.api.dispatch;
