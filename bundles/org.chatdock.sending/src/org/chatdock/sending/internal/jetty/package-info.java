// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** The only package of this room that knows the HTTP library. */
package org.chatdock.sending.internal.jetty;
