// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * What all HTTP calls share, and the small client of the optional ones: upload, recall, transfer. It follows no
 * redirects, keeps no cookies, repeats nothing but what the gateway has refused for its credentials, once, and says
 * nothing in exceptions that a log should not have.
 */
package org.chatdock.sending.internal.call;
