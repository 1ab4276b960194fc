// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** The adapter to Jetty: the only package of this room that knows it. */
package org.chatdock.connection.internal.jetty;
