// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** Holds nothing of its own: the libraries are the jars on the bundle's class path. */
package org.chatdock.libraries;
