// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** Pictures and files on their way to the gateway, as a form over HTTP. */
package org.chatdock.sending.internal.upload;
