// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** The send call over HTTP. */
package org.chatdock.sending.internal.jetty;
