// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** The network between a client and a server, played in this JVM on loopback. */
package org.chatdock.testkit.net;
