// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The way out: an agent's answer to a customer. The room {@code sending} provides {@link Outbox} and, on top of it,
 * {@link MessageSender}; the room {@code store} keeps it ({@link OutboxStore}). What the gateway may offer beyond that
 * is a service of its own, and nothing is shown of what is not there: {@link AttachmentUpload}, {@link MessageRecall},
 * {@link ConversationTransfer}, {@link TypingSignals}, {@link ReadReceipts}.
 */
package org.chatdock.api.sending;
