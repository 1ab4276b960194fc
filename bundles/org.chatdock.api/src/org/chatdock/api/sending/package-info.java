// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** The way out: an agent's answer to a customer. The room {@code sending} provides {@link MessageSender}. */
package org.chatdock.api.sending;
