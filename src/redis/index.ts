export {
  type IoRedisClient,
  type NodeRedisClient,
  type RedisClaimStoreOptions,
  redisClaimStore,
} from "./redis-claim-store.js";
