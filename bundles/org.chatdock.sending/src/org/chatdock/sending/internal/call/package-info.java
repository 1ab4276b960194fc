// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The small HTTP client of the optional calls: upload, recall, transfer. As careful as the send call: it follows no
 * redirects, keeps no cookies, repeats nothing but what the gateway has refused for its credentials, once, and says
 * nothing in exceptions that a log should not have.
 */
package org.chatdock.sending.internal.call;
