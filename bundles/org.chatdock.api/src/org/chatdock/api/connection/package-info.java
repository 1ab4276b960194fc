// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The line to the gateway: its state, its history, who signs in. Views read {@link Connection}; a host CRM may offer a
 * {@link CredentialSource} and a {@link HistorySource}; the room {@code connection} provides the rest.
 */
package org.chatdock.api.connection;
